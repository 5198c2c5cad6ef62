# PEP 695 and 696: type parameters of functions, classes and aliases.
def first[T](items: list[T]) -> T:
    return items[0]


class Box[T, *Ts, **P]:
    def __init__(self, item: T):
        self.item = item

    def map[U](self, f):
        return Box(f(self.item))


class Bounded[T: int, U: (str, bytes), V = float]:
    pass


type Pair[A] = tuple[A, A]
type Tree = int | list[Tree]
print(first([3, 4]), first.__type_params__, Box.__type_params__, Box(1).map(str).item, [str(p) for p in Box.__type_params__], Box.__orig_bases__)
T, U, V = Bounded.__type_params__
print(T.__name__, T.__bound__, U.__constraints__, V.__default__, T.has_default(), V.has_default(), type(T).__name__, T.__module__)
print(Pair, Pair.__name__, Pair.__type_params__, Pair.__value__, Pair[int], Tree.__value__, type(Pair).__name__)
print(Box[int, str].__origin__ is Box, first.__name__, Box.map.__type_params__, Box.__mro__[1].__name__)


def outer[T](x: T):
    def inner[S](y: S):
        return T, S
    return inner(1)


print(outer(5), outer.__qualname__)


class Scope[T]:
    T_inside = T

    def method(self):
        return T

    class Nested:
        seen = T


print(Scope.T_inside, Scope().method(), Scope.Nested.seen)
try:
    T_undefined
except NameError as error:
    print(error)
type Lazy = undefined_name
try:
    Lazy.__value__
except NameError as error:
    print(error)
undefined_name = str
print(Lazy.__value__)
for source in ("def f[T, T](): pass", "class C[T]: nonlocal T", "type X[T: (yield)] = int", "def f[](): pass", "class C[*Ts: int]: pass"):
    try:
        compile(source, "<s>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg)
type = 5
print(type, [type for type in range(2)])
