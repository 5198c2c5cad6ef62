# getattr, setattr, hasattr, delattr, vars, dir, id, callable.
class A:
    cls = 1

    def __init__(self):
        self.own = 2

    @property
    def bad(self):
        raise ValueError("property failed")

    @property
    def attr(self):
        raise AttributeError("attribute failed")


a = A()
print(getattr(a, "own"), getattr(a, "nope", 5), getattr(a, "cls"), hasattr(a, "own"), hasattr(a, "nope"), hasattr(a, "attr"), getattr(a, "attr", "default"))
for action in (lambda: getattr(a, "nope"), lambda: hasattr(a, "bad"), lambda: getattr(a, "bad", 1), lambda: getattr(a, 5), lambda: setattr(a, 5, 1), lambda: delattr(a, "cls"), lambda: hasattr(a, None), lambda: getattr(a, "a\0b"), lambda: vars(5), lambda: setattr(a, "bad", 1)):
    try:
        print(action())
    except (AttributeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
setattr(a, "dyn", 3)
setattr(a, "not an identifier", 4)
print(a.dyn, getattr(a, "not an identifier"), vars(a), vars(a) is a.__dict__)
delattr(a, "dyn")
print(hasattr(a, "dyn"), [n for n in dir(a) if not n.startswith("_")], "own" in dir(a), dir()[:0], isinstance(id(a), int), id(a) == id(a), id(None) == id(None))
print(callable(A), callable(a), callable(len), callable(lambda: 0), callable("s"), callable(a.__init__), callable(type("C", (), {"__call__": 5})()))
