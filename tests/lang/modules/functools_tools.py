# functools: partial, reduce, lru_cache, wraps, cmp_to_key, total_ordering, singledispatch.
import functools

p = functools.partial(int, base=2)
q = functools.partial(functools.partial(max, 1), 5)
print(p("101"), p("11", base=8), p.func, p.args, p.keywords, q(3), q.args, functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(max, [3], 9), functools.reduce(lambda a, b: a + [b], "ab", []))
try:
    functools.reduce(max, [])
except TypeError as error:
    print(error)


@functools.lru_cache(maxsize=2)
def square(n):
    print("compute", n, end="; ")
    return n * n


print(square(2), square(2), square(3), square(4), square(2), square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__wrapped__(5), square.__name__, square.cache_parameters())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info())


@functools.lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info().misses)


def deco(f):
    @functools.wraps(f)
    def wrapper(*a):
        "wrapper doc"
        return f(*a)
    return wrapper


@deco
def documented():
    "the doc"


print(documented.__name__, documented.__doc__, documented.__wrapped__ is not None, sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)), sorted(["b", "A"], key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))


@functools.total_ordering
class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))


@functools.singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
def _(x):
    return "list"


print(show(1), show([]), show("s"), show(True), show.dispatch(bool) is show.dispatch(int))


class C:
    @functools.cached_property
    def p(self):
        print("once", end="; ")
        return 5

    def m(self, a, b):
        return a, b

    pm = functools.partialmethod(m, 1)


c = C()
print(c.p, c.p, c.__dict__, c.pm(2))
