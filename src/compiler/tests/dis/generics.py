type A = int
type B[T: int, *Ts, **P] = dict[T, P]
def f[T: (int, str) = int](x: T, y=1, *, z=2) -> T: return x
class C[T, *Ts = *tuple[int]](Base, k=1):
    x: T
    def m[U](self, y: U) -> T: pass
class D:
    y = 1
    def m[T](self, x: y) -> T: return __class__
    type Alias[T: y] = y
