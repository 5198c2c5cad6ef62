class A: pass
@dec
class B(A, metaclass=M, **kw):
    """Doc"""
    x = 1
    def m(self):
        self.a = 1
        self.b, self.__c = 2
        return __class__
    def n(self): self.a += 1
    class Inner:
        def k(self): self.d = 1
def f(x):
    class C:
        x = x
        y = x
        def m(self): return x
    class D:
        z = x
    return C
