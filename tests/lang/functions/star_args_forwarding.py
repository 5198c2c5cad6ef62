# Arguments handed on through layers of *args and **kwargs.
def layer(n):
    def f(*args, **kwargs):
        return inner(*args, **kwargs) + (n,)
    inner = layer(n - 1) if n else (lambda *a, **k: (a, tuple(sorted(k.items()))))
    return f


print(layer(5)(1, 2, x=3, y=4))


def trace(f):
    def wrapper(*args, **kwargs):
        calls.append((f.__name__, args, kwargs))
        return f(*args, **kwargs)
    return wrapper


calls = []


@trace
def add(a, b=10, *, c=100):
    return a + b + c


print(add(1), add(1, 2), add(1, c=3), add(b=1, a=2), calls)
try:
    add()
except TypeError as error:
    print(error)


def head(first, *rest):
    return first if not rest else head(*rest)


print(head(*range(50)), max(*[1, 5, 3]), print(*[1, 2, 3], sep="-", end="!\n"), "{}{}{}".format(*"abc"), dict(**{"a b": 1, "class": 2}))
k = {"a": 1}


def mutate(**kw):
    kw["b"] = 2
    return kw


print(mutate(**k), k)
