# Assigning __class__, __bases__, __dict__, and moving methods about.
class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B", getattr(self, "x", None)


class Slots:
    __slots__ = ()


a = A()
a.x = 5
a.__class__ = B
print(a.who(), type(a).__name__, isinstance(a, A))
for target in (Slots, int, 5):
    try:
        a.__class__ = target
    except TypeError as error:
        print(error)
try:
    (5).__class__ = B
except TypeError as error:
    print(error)


class C(A):
    pass


class Z:
    def who(self):
        return "Z"


c = C()
print(c.who())
C.__bases__ = (Z,)
print(c.who(), isinstance(c, A), C.__mro__ == (C, Z, object), A.__subclasses__(), Z.__subclasses__() == [C])
C.who = B.who
print(c.who())
C.__name__ = "Renamed"
C.__qualname__ = "Q"
C.__module__ = "m"
print(C, C.__name__, repr(c).split(" ")[0])
for bad in (lambda: setattr(C, "__name__", 5), lambda: setattr(C, "__bases__", ()), lambda: setattr(C, "__bases__", (5,)), lambda: delattr(C, "__name__"), lambda: setattr(C, "__dict__", {}), lambda: setattr(C, "__bases__", (C,))):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
c.__dict__ = {"fresh": 1}
print(c.fresh)
try:
    c.__dict__ = 5
except TypeError as error:
    print(error)
