# Instances, class attributes, methods, dict, dir.
class Point:
    """A point."""
    kind = "point"
    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def norm2(self):
        return self.x ** 2 + self.y ** 2

    def move(self, dx):
        self.x += dx
        return self


p, q = Point(3, 4), Point(5)
print(p.x, p.norm2(), q.y, Point.count, p.kind, Point.kind, p.__class__ is Point, p.__dict__, Point.__name__, Point.__doc__, Point.__module__, Point.__qualname__, Point.__bases__, type(p).__mro__)
p.kind = "own"
Point.kind = "shared"
print(p.kind, q.kind, p.move(1).move(2).x, vars(q), hasattr(p, "z"), getattr(p, "z", "none"), "x" in p.__dict__, "norm2" in Point.__dict__)
del p.kind
print(p.kind, [n for n in dir(p) if not n.startswith("__")], isinstance(p, Point), isinstance(p, object), issubclass(Point, object), type(Point).__name__)
p.__dict__["z"] = 9
q.__dict__ = {"x": 0, "only": 1}
print(p.z, q.only, vars(q), Point.norm2(p), repr(p).split(" at ")[0], p == p, p == q, p != q, hash(p) == hash(p))
for action in (lambda: p.missing, lambda: Point.missing, lambda: delattr(p, "missing"), lambda: setattr(5, "x", 1), lambda: setattr(object(), "x", 1), lambda: p.norm2(1), lambda: Point(), lambda: q.y, lambda: setattr(int, "x", 1), lambda: (1).real.x, lambda: setattr([], "a", 1)):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
