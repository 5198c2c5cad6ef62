# Tuple subclasses, and namedtuple.
from collections import namedtuple

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p._replace(x=9), p._asdict(), Point._fields, Point._make([3, 4]), p == (1, 2), isinstance(p, tuple), hash(p) == hash((1, 2)), p + (3,), type(p + (3,)), len(p), [*p])
D = namedtuple("D", ["a", "b", "c"], defaults=[10, 20])
print(D(1), D._field_defaults, D(1, 2, 3), D.__name__, D(1) < D(2))
x, y = p
print(x, y, max(Point(1, 5), Point(2, 0)))
for call in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: namedtuple("X", "a a"), lambda: namedtuple("X", "class"), lambda: p._replace(q=1)):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error)[:60])
try:
    p.x = 5
except AttributeError as error:
    print(error)


class Vec(tuple):
    def __new__(cls, *xs):
        return super().__new__(cls, xs)

    def __add__(self, other):
        return Vec(*(a + b for a, b in zip(self, other)))


v = Vec(1, 2) + Vec(3, 4)
print(v, type(v), type(v[:1]), v == (4, 6), Vec(), {Vec(1): 2}[(1,)])
