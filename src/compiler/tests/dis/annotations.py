x: int
y: "str" = 1
if c:
    z: list[int] = []
(w): int = 2
o.attr: f()
o[i]: f() = 3
def func(a: int, *args: *Ts, b: str = "", **kw: dict) -> None:
    local: undefined = 1
    other: also.undefined
class C:
    a: int
    b: a = 1
    if c:
        d: int
    def m(self, x: a) -> C: pass
def outer(t):
    class D:
        e: t
    def inner(x: t): pass
