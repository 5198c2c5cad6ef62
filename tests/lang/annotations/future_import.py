# With the future import annotations are strings, whatever the version.
from __future__ import annotations


def f(a: undefined, b: int = 5, *, c: list[nothing] = ()) -> 1 + 2:
    return a


class K:
    x: NotThere
    y: int = 3
    z: "quoted"


v: dict[str, int] = {}
print(f.__annotations__, K.__annotations__, __annotations__, f(1))


def g(x: lambda: 0, y: (1, 2), z: f"a{b}", w: -x ** 2, u: a if b else c, t: not p): pass


print(g.__annotations__)
