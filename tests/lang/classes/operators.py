# Operator overloading: forward, reflected, in-place, and NotImplemented.
class N:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f"N({self.v})"


OPERATORS = [("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"), ("floordiv", "//"), ("mod", "%"), ("pow", "**"), ("lshift", "<<"), ("rshift", ">>"), ("and", "&"), ("or", "|"), ("xor", "^"), ("matmul", "@")]
for name, op in OPERATORS:
    setattr(N, f"__{name}__", lambda self, other, op=op: f"{self}{op}{other}")
    setattr(N, f"__r{name}__", lambda self, other, op=op: f"{other}{op}r{self}")
    setattr(N, f"__i{name}__", lambda self, other, op=op: f"{self}{op}={other}")
a, b = N(1), N(2)
for name, op in OPERATORS:
    namespace = {"a": a, "b": b, "x": a}
    exec(f"r1 = a {op} b; r2 = a {op} 5; r3 = 5 {op} a; r4 = 'x' {op} b if '{op}' != '%' else 0; x {op}= 7", namespace)
    print(namespace["r1"], namespace["r2"], namespace["r3"], namespace["r4"], namespace["x"])


class U:
    __neg__ = lambda self: "neg"
    __pos__ = lambda self: "pos"
    __invert__ = lambda self: "invert"
    __abs__ = lambda self: "abs"
    __divmod__ = lambda self, o: ("divmod", o)
    __rdivmod__ = lambda self, o: ("rdivmod", o)
    __pow__ = lambda self, o, m=None: ("pow", o, m)
    __round__ = lambda self, n=None: ("round", n)
    __trunc__ = lambda self: "trunc"
    __floor__ = lambda self: "floor"
    __ceil__ = lambda self: "ceil"


import math
u = U()
print(-u, +u, ~u, abs(u), divmod(u, 1), divmod(1, u), pow(u, 2), pow(u, 2, 3), u ** 4, round(u), round(u, 2), math.trunc(u), math.floor(u), math.ceil(u))
