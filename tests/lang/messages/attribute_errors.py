# Messages of attribute errors on builtin and user objects.
class C:
    __slots__ = ("a",)


class D:
    pass


import math
for source in ("(5).foo", "'s'.foo", "[].foo", "None.foo", "C().a", "C().b", "D().x", "D.x", "math.foo", "len.foo", "(lambda: 0).foo", "C().__dict__", "(1).real = 2", "'s'.upper = 1", "None.x = 1", "D().__class__ = 5", "int.foo = 1", "D.__dict__['x'] = 1", "del D.x", "del D().x", "del (5).real", "[].append = 1", "C().c = 1", "(1, 2).x", "{}.x", "type.foo", "object().x", "object().x = 1", "Ellipsis.x", "True.x", "1.5.x", "1j.x", "b''.x", "range(3).x", "slice(1).x", "D().__x"):
    try:
        exec(source)
        print(source, "fine")
    except (AttributeError, TypeError) as error:
        print(source, "->", type(error).__name__, error)
