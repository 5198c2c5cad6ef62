# Metaclasses: __new__, __init__, __prepare__, __call__, keywords, conflicts.
class Meta(type):
    def __prepare__(name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 1}

    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcls, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)

    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)

    @property
    def title(cls):
        return cls.__name__.title()

    def meta_method(cls):
        return "meta", cls.__name__


class a(metaclass=Meta, flag=True):
    x = 1

    def __init__(self, v):
        self.v = v


class b(a):
    y = 2


print(b(5).v, a.injected, b.title, a.meta_method(), type(b).__name__, isinstance(b, Meta), b.__class__, hasattr(b(1), "title"))


class Other(type):
    pass


try:
    class c(a, metaclass=Other):
        pass
except TypeError as error:
    print(error)


def function_meta(name, bases, ns):
    return name, bases, ns["z"]


class d(metaclass=function_meta):
    z = 9


print(d)


class Registry(type):
    classes = {}

    def __init__(cls, name, bases, ns):
        Registry.classes[name] = cls


class Plugin(metaclass=Registry):
    pass


class P1(Plugin):
    pass


print(sorted(Registry.classes), type("Dyn", (Plugin,), {"q": 1}).q, sorted(Registry.classes))


class Ordered(type):
    def __lt__(cls, other):
        return cls.__name__ < other.__name__

    def __eq__(cls, other):
        return cls is other

    def __hash__(cls):
        return 1


Z, Y = Ordered("Z", (), {}), Ordered("Y", (), {})
print([c.__name__ for c in sorted([Z, Y])], {Z: 1, Y: 2}[Y], Z == Y)


class Inst(type):
    def __instancecheck__(cls, o):
        return o == 5

    def __subclasscheck__(cls, c):
        return c is int


class Fives(metaclass=Inst):
    pass


print(isinstance(5, Fives), isinstance(6, Fives), issubclass(int, Fives), issubclass(str, Fives), isinstance(Fives(), Fives))
