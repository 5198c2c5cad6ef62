# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class G:
    known = 1

    def __getattr__(self, name):
        if name.startswith("x"):
            return f"made {name}"
        raise AttributeError(f"no {name}")


g = G()
print(g.known, g.xyz, hasattr(g, "y"), getattr(g, "y", "default"))
try:
    g.y
except AttributeError as error:
    print(error, error.name, error.obj is g)


class A:
    def __init__(self):
        self.calls = []

    def __getattribute__(self, name):
        if name != "calls":
            object.__getattribute__(self, "calls").append(name)
        return object.__getattribute__(self, name)

    def m(self):
        return 1


a = A()
a.m()
a.v = 2
a.v, a.__class__, hasattr(a, "nope")
print(a.calls)


class S:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name.upper(), value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name.upper())

    def __dir__(self):
        return ["z", "a"]


s = S()
s.a = 1
print(s.__dict__, hasattr(s, "a"), s.A, dir(s))
del s.a
print(s.__dict__)
setattr(s, "b", 2)
object.__setattr__(s, "c", 3)
print(s.__dict__)


class Both:
    def __getattribute__(self, name):
        if name == "special":
            raise AttributeError(name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return "fallback " + name


print(Both().special, Both().other, type(Both().__class__).__name__)


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_t", target)

    def __getattr__(self, name):
        return getattr(self._t, name)

    def __setattr__(self, name, value):
        setattr(self._t, name, value)


p = Proxy([3, 1, 2])
p.sort()
print(p._t, p.count(3))
q = Proxy(G())
q.known = 5
print(q._t.known, q.known, G.known)
