# Every kind of parameter with every kind of argument.
def f(a, b, /, c, d=4, *args, e, g=7, **kwargs):
    return a, b, c, d, args, e, g, kwargs


print(f(1, 2, 3, e=5), f(1, 2, c=3, e=5), f(1, 2, 3, 4, 5, 6, e=7), f(1, 2, 3, e=5, a=10, b=20, z=30), f(*[1, 2], **{"c": 3, "e": 4}), f(*range(6), e=0, **{"g": 1}, **{"h": 2}), f(1, *[2], *(3,), e=5, *[4]))


def pos(a, b=2, /):
    return a, b


def kw(*, a, b=2):
    return a, b


def var(*args, **kwargs):
    return args, kwargs


print(pos(1), pos(1, 3), kw(a=1), kw(b=1, a=2), var(), var(1, 2, x=3), var(*"ab", **{"k": "v", "k2": "v2"}), var(*{"x": 1}), var(**dict(zip("ab", (1, 2)))))
args = (1, 2)
kwargs = {"x": 1}
got_args, got_kwargs = var(*args, **kwargs)
print(got_args is args or got_args == args, got_kwargs is kwargs, got_kwargs == kwargs)
