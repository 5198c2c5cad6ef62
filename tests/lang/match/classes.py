# Class patterns: __match_args__, keywords, builtins, nested.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Line:
    def __init__(self, a, b):
        self.a, self.b = a, b


class Point3(Point):
    __match_args__ = ("x", "y", "z")
    z = 9


def f(o):
    match o:
        case Point3(x, y, z):
            return f"3d {x} {y} {z}"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=int() as px):
            return f"int x {px}"
        case Line(a=Point(x1, _), b=Point(x2, _)):
            return f"line {x1} {x2}"
        case int(n) | float(n):
            return f"number {n}"
        case str() | bytes() as text:
            return f"text {text}"
        case list([a, b]):
            return f"pair {a} {b}"
        case dict(d):
            return f"dict {d}"
        case bool() | None:
            return "bool or none"
        case type():
            return "class"
    return "other"


for o in (Point(0, 0), Point(0, 5), Point(3, 3), Point(4, 5), Point("a", 1), Point3(1, 2), Line(Point(1, 2), Point(3, 4)), Line(1, 2), 5, 2.5, True, "s", b"b", [1, 2], [1], {"k": 1}, None, int, object()):
    print(f(o))


class NoArgs:
    pass


class BadArgs:
    __match_args__ = ["x"]


class BadArgs2:
    __match_args__ = (1,)


class Dup:
    __match_args__ = ("x", "x")
    x = 1


five = 5
for o, pattern in ((NoArgs(), "NoArgs(1)"), (BadArgs(), "BadArgs(1)"), (BadArgs2(), "BadArgs2(1)"), (Point(1, 2), "Point(1, 2, 3)"), (Dup(), "Dup(1, 1)"), (Point(1, 2), "Point(1, x=1)"), (5, "five()"), (1, "int(1, 2)")):
    try:
        exec(f"match o:\n case {pattern}: pass")
        print("ran")
    except (TypeError, SyntaxError) as error:
        print(error)


class Prop:
    @property
    def p(self):
        print("prop read", end=" ")
        return 5


match Prop():
    case Prop(p=4) | Prop(p=5):
        print("matched")
match Prop():
    case Prop(missing=_):
        print("never")
    case _:
        print("no attribute")
