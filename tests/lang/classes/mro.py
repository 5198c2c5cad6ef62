# C3 linearisation, diamonds, cooperative super, and orders that cannot be.
class Base:
    def f(self):
        return ["Base"]


class L(Base):
    def f(self):
        return ["L"] + super().f()


class R(Base):
    def f(self):
        return ["R"] + super().f()


class D(L, R):
    def f(self):
        return ["D"] + super().f()


print(D().f(), [c.__name__ for c in D.__mro__], [c.__name__ for c in D.mro()])
for n in "XYZ":
    globals()[n] = type(n, (), {"m": lambda self, n=n: n})
A = type("A", (X, Y), {})
B = type("B", (Y, Z), {})
C = type("C", (A, B), {})
print([c.__name__ for c in C.__mro__], C().m())
for bases in ((X, A), (object, X), (X, X), (A, type("Q", (Y, X), {}))):
    try:
        type("Bad", bases, {})
    except TypeError as error:
        print(str(error).replace("\n", " "))
for bases in ((int, str), (bool,), (type(None),), (range,), (5,), (list, dict)):
    try:
        print(type("Bad", bases, {}))
    except TypeError as error:
        print(error)


class M1:
    def __init__(self, **k):
        print("M1", sorted(k))
        super().__init__(**{n: v for n, v in k.items() if n != "a"})


class M2:
    def __init__(self, **k):
        print("M2", sorted(k))
        super().__init__()


class M(M1, M2):
    pass


M(a=1, b=2)
M.__bases__ = (M2,)
print([c.__name__ for c in M.__mro__])
M(z=1)
