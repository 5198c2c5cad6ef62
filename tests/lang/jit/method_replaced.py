# A method is monkey-patched, deleted, shadowed and restored under a loop that calls it.
class A:
    def m(self, x):
        return x + 1


class B(A):
    pass


def run(o, n, hooks):
    out = []
    for i in range(n):
        if i in hooks:
            hooks[i]()
        try:
            out.append(o.m(i))
        except AttributeError as error:
            out.append("E")
    return out


original = A.m
b = B()
hooks = {
    15: lambda: setattr(A, "m", lambda self, x: -x),
    25: lambda: setattr(B, "m", lambda self, x: x * 100),
    35: lambda: setattr(b, "m", lambda x: "instance"),
    40: lambda: delattr(b, "m"),
    45: lambda: delattr(B, "m"),
    50: lambda: delattr(A, "m"),
    55: lambda: setattr(A, "m", original),
}
print(run(b, 60, hooks))
f = b.m
out = []
for i in range(40):
    if i == 20:
        A.m = lambda self, x: "new"
    out.append((f(i), b.m(i)))
print(out[19], out[20], out[-1])
A.m = staticmethod(lambda x: ("static", x))
print([b.m(i) for i in range(30)][-1])
A.m = classmethod(lambda cls, x: (cls.__name__, x))
print([b.m(i) for i in range(30)][-1])
A.__getattr__ = lambda self, name: lambda x: (name, x)
del A.m
print([b.m(i) for i in range(30)][-1])
