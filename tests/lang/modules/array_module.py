# array: typecodes, ranges, slices, bytes.
from array import array

a = array("i", [1, 2, 3])
a.append(4)
a.extend([5])
a.insert(0, 9)
print(a, a[0], a[-1], a[1:3], len(a), a.pop(), a.index(3), a.count(1), a.typecode, a.itemsize, a.tolist(), a.tobytes()[:4], a.reverse(), a, 3 in a, list(a))
f = array("d", [1.5, 2])
f[0] = 7
print(f, f + array("d", [1]), f * 2, array("f", [0.1])[0], array("b"), array("w", "hé"), array("B", b"ab"), array("q", [-2 ** 63, 2 ** 63 - 1]), array("Q", [2 ** 64 - 1]), f == array("i", [7, 2]), array("i", [1]) < array("i", [2]))
a[1:3] = array("i", [100])
del a[0]
a.remove(100)
print(a, a.buffer_info()[1], bytes(array("h", [1, -1])), memoryview(array("i", [7]))[0])
b = array("i")
b.frombytes(b"\1\0\0\0\2\0\0\0")
b.fromlist([3])
print(b, sum(b), sorted(b, reverse=True), b.byteswap(), b[0])
for action in (lambda: array("z"), lambda: array("b", [128]), lambda: array("i", ["a"]), lambda: array("i", [1.5]), lambda: array("B", [-1]), lambda: a.append("x"), lambda: array("i", [1])[5], lambda: array("i") + [1], lambda: array("i", [1]).remove(2), lambda: array("i").pop(), lambda: b.frombytes(b"123"), lambda: array("i", "ab"), lambda: array("H", [65536]), lambda: array("i", [2 ** 31])):
    try:
        print(action())
    except (ValueError, OverflowError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
n = array("d", bytes(8 * 100))
for i in range(100):
    n[i] = i * 0.5
print(sum(n), n[99], max(n))
