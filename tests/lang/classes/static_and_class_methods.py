# staticmethod and classmethod objects themselves.
class A:
    @staticmethod
    def s(*a):
        return a

    @classmethod
    def c(cls, *a):
        return cls.__name__, a

    @classmethod
    def alt(cls, text):
        return cls(*text.split())

    def __init__(self, *parts):
        self.parts = parts

    plain = staticmethod(lambda x: x * 2)
    t = classmethod(lambda cls: cls)


class B(A):
    pass


print(A.s(1), A().s(1), A.c(2), B.c(3), B().c(4), B.alt("x y").parts, type(B.alt("q")).__name__, A.plain(4), B.t().__name__)
print(type(A.__dict__["s"]).__name__, type(A.__dict__["c"]).__name__, A.__dict__["s"].__func__(7), A.c.__func__(int, 8), A.c.__self__.__name__, A.__dict__["s"](9), A.s.__name__, A.c.__name__, A.__dict__["c"].__wrapped__.__name__)
try:
    A.__dict__["c"](1)
except TypeError as error:
    print(error)
A.s = 5
A.c = classmethod(lambda cls: "replaced")
print(A.s, B.s, B.c())
del A.c
try:
    B.c
except AttributeError as error:
    print(error)
