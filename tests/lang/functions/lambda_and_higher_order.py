# Functions as values.
from functools import partial, reduce

compose = lambda *fs: reduce(lambda f, g: lambda *a: f(g(*a)), fs)
inc = lambda x: x + 1
dbl = lambda x: x * 2
print(compose(inc, dbl)(5), compose(dbl, inc)(5), compose(str, inc, dbl)(3), (lambda: (yield))().__class__.__name__)
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max}
print(table["+"](1, 2), table["max"](1, 2), [f(3) for f in (inc, dbl, str, float, lambda v: v ** 2)], (lambda x, y=2, *z: (x, y, z))(1, 3, 4))
add = lambda a: lambda b: lambda c: a + b + c
print(add(1)(2)(3), partial(pow, 2)(10), partial(print, "a", sep="-")("b"), sorted("bca", key=lambda c: -ord(c)), (lambda **k: k)(a=1))


def apply(f, *args, **kwargs):
    return f(*args, **kwargs)


print(apply(divmod, 7, 2), apply(int, "ff", base=16), apply(apply, apply, len, "abc"), list(map(lambda a, b: a * b, [1, 2], [3, 4])), (lambda f: f(f))(lambda f: "self"))
Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
print(Y(lambda fac: lambda n: 1 if n == 0 else n * fac(n - 1))(10))
