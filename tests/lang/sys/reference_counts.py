# sys.getrefcount sees what a script can reason about.
import sys


class C:
    pass


a = C()
base = sys.getrefcount(a)
b = a
print(sys.getrefcount(a) - base)
l = [a, a, (a,)]
d = {"k": a}
print(sys.getrefcount(a) - base)
del l
print(sys.getrefcount(a) - base)
d.clear()
b = None
print(sys.getrefcount(a) - base)


def f(x):
    y = x
    return sys.getrefcount(x) - base


n = f(a)
print(n > 0, sys.getrefcount(a) - base)
s = [a for _ in range(10)]
print(sys.getrefcount(a) - base)
s[::2] = [None] * 5
print(sys.getrefcount(a) - base)
g = (x for x in s)
next(g), next(g)
print(sys.getrefcount(a) - base)
g.close()
print(sys.getrefcount(a) - base)
m = a.__init__
print(sys.getrefcount(a) - base)
del m, s
print(sys.getrefcount(a) - base)
for x in [a] * 3:
    pass
print(sys.getrefcount(a) - base)
del x
try:
    raise ValueError(a)
except ValueError:
    pass
print(sys.getrefcount(a) - base)
