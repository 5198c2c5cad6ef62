# property: get, set, delete, inheritance, documentation.
class T:
    def __init__(self):
        self._c = 0

    @property
    def c(self):
        "Degrees."
        print("get", end=" ")
        return self._c

    @c.setter
    def c(self, value):
        print("set", value, end=" ")
        if value < -273:
            raise ValueError("too cold")
        self._c = value

    @c.deleter
    def c(self):
        print("del", end=" ")
        self._c = None

    @property
    def f(self):
        return self.c * 9 / 5 + 32

    old = property(lambda self: "old", doc="Doc.")


t = T()
t.c = 100
print(t.c, t.f)
t.c += 5
print(t._c, T.c.__doc__, T.old.__doc__, t.old, T.c.fget.__name__, T.f.fset)
del t.c
print(t._c, type(T.c).__name__, T.__dict__["c"] is T.c)
t.__dict__["c"] = "shadow"
print(t.c)
for action in (lambda: setattr(t, "f", 1), lambda: delattr(t, "f"), lambda: setattr(t, "c", -300), lambda: setattr(t, "old", 2), lambda: property().__get__(t)):
    try:
        action()
    except (AttributeError, ValueError) as error:
        print(type(error).__name__, error)


class U(T):
    @property
    def c(self):
        return super().c or "U"

    @T.f.getter
    def f(self):
        return "new f"


print(U().c, U().f)


class Raises:
    @property
    def p(self):
        raise AttributeError("inside")

    def __getattr__(self, name):
        return f"getattr {name}"


print(Raises().p)
