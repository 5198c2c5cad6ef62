# __slots__: no dict, fixed names, inheritance.
class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Q(P):
    __slots__ = ["z"]


class R(P):
    pass


class S:
    __slots__ = "single"


class W:
    __slots__ = ("a", "__dict__")


p = P(1, 2)
print(p.x, p.y, hasattr(p, "__dict__"), P.__slots__, type(P.x).__name__, P.x.__get__(p))
q = Q(3, 4)
q.z = 5
r = R(6, 7)
r.extra = 8
w = W()
w.a, w.b = 1, 2
print(q.x, q.z, r.__dict__, r.x, w.__dict__, S.__slots__)
s = S()
for action in (lambda: setattr(p, "z", 1), lambda: s.single, lambda: setattr(q, "other", 1), lambda: delattr(s, "single"), lambda: P.x.__get__(5), lambda: p.z, lambda: p.__dict__):
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
s.single = 1
del s.single
print(hasattr(s, "single"))
for source in ("class A:\n __slots__ = ('x',)\n x = 1", "class A:\n __slots__ = ('1x',)", "class A:\n __slots__ = (1,)", "class A(int):\n __slots__ = ('x',)"):
    try:
        exec(source)
        print("fine")
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Mangled:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = 1


print(Mangled()._Mangled__hidden)
p.x, p.y = p.y, p.x
print(p.x, p.y)
