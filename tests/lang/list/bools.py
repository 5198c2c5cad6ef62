# Lists of bools: everything that lists do, what else may come into them, and that items stay bools.
def show(l):
    print(l, [type(x).__name__[0] for x in l])


a = [True] * 3 + [False] * 2
show(a)
show(a[::-1])
show(a[1:4])
show(a[::2])
show(a * 2)
show([a[0], a[4]])
print(a[0] is True, a[4] is False, a[-1] is False, a == [1, 1, 1, 0, 0], [1.0, 1, True, 0, -0.0] == a)
print(a < [True, True, True, True], a > [True, True, False], a <= a.copy(), a != [True] * 5, [True] < [True, False])
print(a < [True, True, True, 0.5, 0], a == [None] * 5, a == (True, True, True, False, False))
print(sum(a), sum(a, 10), sum(a, 0.5), sum(a, 1 << 70), min(a), max(a), len(a), any(a), all(a), any([False] * 3), all([True] * 3))
print(a.count(True), a.count(0), a.count(1.0), a.count(2), a.count("x"), a.count(None), a.count(1 << 80), a.count(0.5), a.count(1 + 0j))
print(a.index(False), a.index(0.0), a.index(1, 1), True in a, 0 in a, 2 in a, "s" in a, None in a, float("nan") in a, 1j in a)
try:
    a.index(False, 0, 3)
except ValueError:
    print("not there")


class Odd:
    def __eq__(self, other):
        return other is False


print(a.index(Odd()), a.count(Odd()), Odd() in [True, True])
b = a[:]
b.sort()
show(b)
b.sort(reverse=True)
show(b)
b.sort(key=lambda x: not x)
show(b)
show(sorted(["b", "aa", "c", "dd"], key=lambda s: len(s) == 1))
show(sorted(["b", "aa", "c", "dd"], key=lambda s: len(s) == 1, reverse=True))
b.reverse()
show(b)
b.insert(1, True)
b.insert(99, False)
show(b)
print(b.pop(), b.pop(0), b.pop(1))
show(b)
b.remove(1.0)
show(b)
del b[0]
show(b)
b.append(False)
b.extend([False, True])
b.extend((True, False))
b += [True]
b *= 2
show(b)
del b[::3]
show(b)
del b[1:3]
show(b)
b[1:2] = [True, True, False]
show(b)
b[::2] = [False] * len(b[::2])
show(b)
b[::-3] = [True] * len(b[::-3])
show(b)
b[1::3] = (True, 2) + (None,) * (len(b[1::3]) - 2)
show(b)
try:
    a[::2] = [True]
except ValueError as error:
    print(error)
a[:] = a
show(a)
a[1:] = a
show(a)

# What is no bool makes it a list of objects.
for other in (0, 1, 2.5, None, "s", 1 << 80, [True], float("nan")):
    for change in range(7):
        c = [True, False, True]
        if change == 0:
            c.append(other)
        elif change == 1:
            c[1] = other
        elif change == 2:
            c.insert(0, other)
        elif change == 3:
            c.extend([other, False])
        elif change == 4:
            c[1:2] = [other] * 2
        elif change == 5:
            c = [other] + c
        else:
            c[::2] = [other, True]
        print(c, end=" ")
    print()
c = [1, 2]
c[0] = True
show(c)
c = [0.5]
c.append(False)
show(c)

# Emptied lists choose anew.
d = [True, False]
d.pop(), d.pop()
d.append(3)
d.append(4)
show(d)
d.clear()
d.append(True)
show(d)
d.pop()
d.append(False)
d.append("x")
show(d)
d[:] = []
d += [False, False]
show(d)
del d[:]
d.extend(i for i in range(3))
show(d)
del d[:]
d.append(True)
d.extend(range(2))
show(d)

# Iterators see changes as they go.
e = [True, True]
for x in e:
    if len(e) < 6:
        e.append(len(e) % 2 == 0)
show(e)
it = iter(e)
print(next(it), next(it))
e[2] = "changed"
print(next(it), list(it), list(reversed(e)))
f = [False, True]
p, q = f
print(p, q, p is False, [*f, *f], (*f,), {*f}, dict(zip(f, "ab")), list(map(str, f)), list(enumerate(f)))
match f:
    case [False, last]:
        print("matched", last)
print(bytes(f), bytearray(f), list(bytes(f)), "".join(map(str, f)), tuple(f), hash(tuple(f)) == hash((0, 1)))
try:
    "".join(f)
except TypeError as error:
    print(error)
print([not x for x in f], [x + 1 for x in f], [x & True for x in f], f[True], f[False])
n = [[False] * 2 for _ in range(2)]
n[0][1] = True
n[1].append(n)
print(n, eval("[True, False]"), list(x > 1 for x in range(4)), [False] * 0, [True] * -1, [] * 3)
big = [False] * 100_000
big[3::7] = [True] * len(big[3::7])
print(sum(big), big.count(False), big.index(True), big[3:11], len(big * 3), sum((big + big)[::3]))
x = object()
import sys
before = sys.getrefcount(x)
o = [x] * 1000
o2 = [x, None] * 50
print(sys.getrefcount(x) - before, len(o), o[999] is x)
o[::2] = [None] * 500
print(sys.getrefcount(x) - before)
del o, o2
print(sys.getrefcount(x) - before)
