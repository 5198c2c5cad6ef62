# Calling through every kind of callable.
class C:
    def __init__(self, v=0):
        self.v = v

    def __call__(self, *a, **k):
        return self.v, a, k

    def m(self, x):
        return self.v + x

    @classmethod
    def c(cls, x):
        return cls.__name__, x

    @staticmethod
    def s(x):
        return x * 2


o = C(10)
bound, unbound, cm, sm = o.m, C.m, C.c, o.s
print(o(1, k=2), bound(5), unbound(o, 6), cm(7), sm(8), bound.__self__ is o, bound.__func__ is C.m, bound == o.m, bound is o.m, hash(bound) == hash(o.m))
print(list(map(o.m, [1, 2])), list(map(C.s, [1, 2])), list(map(str.upper, "ab")), [].__len__(), len.__name__, "x".join.__self__, type(o.m).__name__, type([].append).__name__, type(list.append).__name__, type(len).__name__)
x = []
add = x.append
for i in range(5):
    add(i)
print(x, (5).__add__(6), int.__add__(5, 6), [1, 2].__contains__(1), "abc".__getitem__(1), C.__call__(o, 9), type.__call__(C, 3).v)
o.f = lambda y: ("instance function", y)
print(o.f(1), callable(o), callable(C), callable(5), callable(print), callable(lambda: 0))
bound2 = C(20).m
print(bound2(1), bound2.__self__.v, bound2.__name__, bound2.__doc__)


class D:
    m = len
    n = lambda self: "lambda"
    p = C(5)
    q = str.upper


print(D().n(), D.m([1, 2]), D().p(1))
try:
    D().q()
except TypeError as error:
    print(error)
