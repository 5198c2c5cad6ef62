def simple(f, a, b):
    f(), f(a), f(a, b=1), f(*a), f(*a, **b), f(a, *b, c, x=1, **d, y=2)
    f(a, *b), f(**a), f(**a, **b)
def methods(o, a):
    o.m(), o.m(a), o.m(a, k=a), o.m(*a), o.m(**a)
    o.m(
        a
    ).n(
        a)
class C(B):
    def m(self, x):
        super().m(x)
        super().attr
        super(C, self).m(x, y=1)
        super().m(*x)
        self.__private(__kw=1)
        return lambda: super
import os
os.path.join(a)
def imported():
    return os.path.join(os.getcwd())
def inlined(a):
    all(x for x in a)
    any(x for x in a if x)
    tuple(x for x in a)
    all([x for x in a])
