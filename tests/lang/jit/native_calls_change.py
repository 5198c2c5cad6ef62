# What native callers assume changes while they run: the function itself, its defaults, its code, globals, types.
def f(n):
    if n == 0:
        change()
        return 1
    return f(n - 1) + 1


def other(n):
    return 1000


def nothing():
    pass


change = nothing
for _ in range(30):
    f(9)


def redefine():
    global f
    f = other


change = redefine
first = f
print(f(9), f(9))
f = first
change = nothing
print(f(9), f(20))


def g(n, step=1):
    if n <= 0:
        return 0
    return step + g(n - step)


for _ in range(30):
    g(12)
g.__defaults__ = (3,)
print(g(12), g(12, 2))
g.__defaults__ = None
try:
    g(12)
except TypeError as error:
    print(error)
g.__defaults__ = (1,)
print(g(12))


def h(n):
    return n if n < 2 else h(n - 1) + h(n - 2)


for _ in range(5):
    h(10)
h.__code__ = (lambda n: n * 100).__code__
print(h(10))

weight = 1


def weigh(n):
    return weight if n == 0 else weigh(n - 1) + weigh(n - 1)


for weight in range(40):
    weigh(4)
print(weigh(5))


class Base:
    def size(self, n):
        return 1 if n == 0 else 1 + self.size(n - 1)


class Derived(Base):
    pass


b, d = Base(), Derived()
for _ in range(20):
    b.size(8)
    d.size(8)
Derived.size = lambda self, n: 500
print(b.size(8), d.size(8))
Base.size = lambda self, n: 7
del Derived.size
print(b.size(8), d.size(8))


# Objects live exactly as long as before.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        died.append(self.name)


died, last = [], None


def hold(n, thing):
    local = Noisy(n)
    if n == 0:
        return thing
    thing = hold(n - 1, local)
    return thing


for _ in range(12):
    died.clear()
    last = hold(5, None)
    print(died, last.name)
    last = None
print(died)


def keep(n, things):
    things = things + [n]
    if n == 0:
        return things
    inner = keep(n - 1, things)
    things.append(-n)
    return inner if n % 2 else things + inner[-2:]


for n in range(10):
    keep(n, [])
print(keep(6, []))


def shadow(n):
    a, b, c = n, n * 1.5, [n]
    if n > 0:
        c.append(shadow(n - 1))
    if n % 5 == 4:
        b = str(b)
    if n % 3 == 2:
        del a
        a = None
    return [a, b, c]


for _ in range(10):
    got = shadow(7)
print(got)
