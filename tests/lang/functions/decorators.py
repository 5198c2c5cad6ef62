# Decorators: order, arguments, classes, stacking on methods.
log = []


def tag(name):
    log.append(f"make {name}")

    def wrap(f):
        log.append(f"wrap {name} {f.__name__}")

        def call(*args):
            return f"{name}({f(*args)})"

        call.__name__ = f.__name__
        return call

    return wrap


@tag("a")
@tag("b")
def f(x):
    return x


print(f(1), log)


class Memo:
    def __init__(self, f):
        self.f, self.seen = f, {}

    def __call__(self, n):
        if n not in self.seen:
            self.seen[n] = self.f(n)
        return self.seen[n]


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.seen))


def add_repr(cls):
    cls.__repr__ = lambda self: f"<{cls.__name__}>"
    return cls


@add_repr
class K:
    @staticmethod
    def s(x):
        return x

    @classmethod
    @tag("m")
    def c(cls):
        return cls.__name__

    @property
    def p(self):
        return 5

    @(lambda f: lambda self: f(self) + 1)
    def n(self):
        return 1


print(K(), K.s(3), K().s(4), K.c(), K().p, K().n(), [lambda x: x][0](5))


@callable
def is_function():
    pass


print(is_function)
