# Type tests that were always true become false, through subclasses, registration and reassignment.
import abc


class A:
    pass


class B(A):
    pass


class Virtual(abc.ABC):
    pass


def count(objs, kind):
    n = 0
    for o in objs:
        if isinstance(o, kind):
            n += 1
    return n


print(count([A()] * 30 + [B()] * 5 + [1, None], A), count([1, True, 2.0] * 15, int), count([1, "a"] * 20, (int, str)), count([A(), 1] * 20, A | int))
n = 0
for i in range(60):
    if i == 30:
        Virtual.register(int)
    n += isinstance(i, Virtual)
print(n)
o = A()
seen = []
for i in range(50):
    seen.append(type(o) is A)
    if i == 25:
        o.__class__ = B
print(seen.count(True))
a_class = A
hits = 0
for i in range(60):
    if isinstance(o, a_class):
        hits += 1
    if i == 20:
        a_class = int
    if i == 40:
        a_class = (int, B)
print(hits)
t = 0
for v in [0, 1, 2] * 10 + [0.0, "", [], None, 5]:
    t = t * 2 + (type(v) == int) + (v is None) * 3 + callable(v) & 0xFFFF
print(t)
try:
    for i in range(40):
        isinstance(i, int if i < 30 else 5)
except TypeError as error:
    print(i, error)
