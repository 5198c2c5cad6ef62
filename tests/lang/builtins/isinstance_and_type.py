# isinstance, issubclass, type: tuples, unions, __class__, abstract hooks.
class A:
    pass


class B(A):
    pass


class Liar:
    @property
    def __class__(self):
        return A


class Hook(type):
    def __instancecheck__(cls, o):
        return "yes" if o == 1 else []

    def __subclasscheck__(cls, c):
        return c.__name__.startswith("B")


class H(metaclass=Hook):
    pass


b = B()
print(isinstance(b, A), isinstance(b, (int, (str, A))), isinstance(b, ()), isinstance(A, type), isinstance(5, int), isinstance(True, int), isinstance(5, (float, bool)), isinstance(None, type(None)), isinstance(b, object), isinstance(Liar(), A), type(Liar()).__name__, isinstance(Liar(), Liar), isinstance(1, H), isinstance(2, H), issubclass(B, H), issubclass(A, H))
print(issubclass(B, A), issubclass(A, B), issubclass(A, A), issubclass(bool, (str, int)), issubclass(int, object), type(b) is B, type(B), type(type), type(5) == int, type(b) == A, type(None).__name__, type(...).__name__, type(NotImplemented).__name__)
for action in (lambda: isinstance(1, 5), lambda: isinstance(1, "int"), lambda: isinstance(1, [int]), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance(1, (5,)), lambda: isinstance(), lambda: type("X", (), {}, 5), lambda: type("X", [], {}), lambda: type(5, (), {}), lambda: type("X", (), [])):
    try:
        print(action())
    except TypeError as error:
        print(error)
X = type("X", (A,), {"v": 1, "m": lambda self: self.v})
print(X().m(), X.__name__, X.__module__, X.__bases__, type(X), X.__qualname__, X.__dict__.get("__doc__"))
