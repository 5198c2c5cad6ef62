# Characters of strings in loops, truth values as numbers, min and max of several arguments.
def count(text):
    seen = {}
    total = 0
    for i, c in enumerate(text, 1):
        seen[c] = seen.get(c, 0) + i
        total += (c == "a") + (c != "b") * 2 - (c < "c")
    return total, sorted(seen.items())


print(count("abcab" * 12))
print(count("abcäb" * 12), count(""), count("ab€😀" * 9))


def pairs(a, b):
    same = 0
    for x, y in zip(a, b):
        same += x == y
        same ^= (x > y) & True
    return same


print(pairs("hello world " * 5, "hallo welt! " * 5), pairs("äö" * 20, "aö" * 20))


def shared(text):
    it = iter(text)
    out = []
    for c in it:
        out.append(c)
        if c == "x":
            out.append(next(it, "end"))
    return "".join(out), list(it)


print(shared("abcx1x2" * 8 + "x"))


def truth(n):
    a = 0
    flags = [True, False, 3, 0.5, True]
    for i in range(n):
        f = flags[i % (3 if i < n // 2 else 5)]
        a += f + (i > 3)
        a -= True * f
        a += (i == 5) << 3
        a += (i % 2 == 0) == True
        a += (True | (i > 2)) is True
        a += -(i < 5) + ~(i < 2) + (not i)
    return a, (True & False), (True ^ True), True + True, 7 // True, True / 2, True % 2, 2 ** True


print(truth(60))


def extremes(n):
    out = []
    for i in range(n):
        x, y, z = i * 7 % 11, i * 5 % 13, i * 3 % 17
        if i > n - 6:
            z = z + 0.5
        out.append((min(x, y, z), max(x, y, z, 4), min(x, True, 3)))
    return out[-8:], max(1, 1.0, True), min(2.0, 2, 3)


print(extremes(50))
try:
    for i in range(20):
        min(1, 2, "3" if i == 15 else 3)
except TypeError as e:
    print(e)
