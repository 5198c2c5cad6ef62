# Inlined or not, a comprehension has its own names, in functions, classes and at module level.
def f():
    x = "f"
    a = [x for x in range(2)]
    b = [(x, y) for y in range(2)]
    fs = [lambda: (x, i) for i in range(2)]
    c = [i() for i in fs]
    return x, a, b, c, sorted(locals())


class K:
    items = [1, 2]
    a = [i for i in items]
    b = [i * 2 for i in items if i]
    try:
        c = [items for _ in range(1)]
    except NameError as error:
        c = str(error)
    d = [[j for j in range(i)] for i in items]


def g(n):
    return [g(n - 1) for _ in range(n)] if n else n


def h():
    try:
        return [1 / i for i in (1, 0)]
    except ZeroDivisionError:
        return [i for i in range(2)]


def shadow():
    i = 99
    r = [i for i in range(3)]
    s = {i for i in range(3)}
    d = {i: i for i in range(3)}
    return i, r, s, d


def unbound():
    try:
        [q for _ in range(1)]
    except NameError as error:
        print(error)
    q = 1


print(f())
print(K.a, K.b, K.c, K.d, g(3), h(), shadow(), "i" in vars(K))
unbound()


def nonlocal_walrus():
    total = 0
    partial = [total := total + v for v in range(5)]
    return partial, total


def cells():
    return [f() for f in [lambda: (n, m) for n in range(2) for m in range(2)]], [(lambda k: k + n)(1) for n in range(3)]


print(nonlocal_walrus(), cells())
exec("r = [v for v in range(3) if v in seq]", ns := {"seq": [1, 2]})
print(ns["r"], eval("[w * 2 for w in s]", {"s": [4]}))
