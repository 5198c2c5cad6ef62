# oracle: 3.14
# Annotations are evaluated when somebody asks, in the scope where they were written.
def f(a: undefined, b: int = 5, *c: "string", d: list[int]) -> later:
    return a, b, c, d


print(f(1, d=2))
try:
    f.__annotations__
except NameError as error:
    print(error)
undefined = later = float
print(f.__annotations__)


class Node:
    next: Node
    value: int = 3
    if value:
        conditional: str
    nested: list[Node]


print(Node.__annotations__["next"] is Node, list(Node.__annotations__), Node.value, hasattr(Node, "next"))
x: int = 1
y: print("never evaluated")
z: undefined2
print(x, "y" in globals(), "z" in globals())


def local():
    a: int = 5
    b: nonsense.attribute
    c: str
    return a, sorted(locals())


print(local(), local.__annotations__)


def outer():
    T = int

    def inner(v: T):
        return v
    T = str
    return inner


print(outer().__annotations__)
print(f.__annotate__ is not None, (lambda: 0).__annotations__, (lambda: 0).__annotate__, Node.__annotate__(1)["value"])
f.__annotations__ = {"replaced": 1}
print(f.__annotations__, f.__annotate__)


class Child(Node):
    pass


print(Child.__annotations__)
try:
    f.__annotate__ = 5
except TypeError as error:
    print("TypeError")
