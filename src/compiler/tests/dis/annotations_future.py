from __future__ import annotations
x: int = 1
class C:
    a: list[ "b" ] | None
    def m(self, x: a.b[1:2, ...] = 1, *y: (lambda z, /, *, k=1: -z ** 2)) -> {1: [c for c in d if not e]}: pass
def f(x: f"{a!r:>{b}}", y: not (a and b or c) < d): pass
