# Generator expressions: scope, laziness, nesting; the outermost iterable is evaluated at once.
def noisy(n):
    for i in range(n):
        print("make", i, end="; ")
        yield i


g = (x * x for x in noisy(3))
print("made")
print(next(g), list(g))
try:
    g = (x for x in undefined)
except NameError as error:
    print(error)
g = (y for x in [1] for y in undefined2)
try:
    next(g)
except NameError as error:
    print(error)
x = 10
g = (x + i for i in range(3))
x = 20
print(list(g), sum(i for i in range(5) if i % 2), list((a, b) for a in range(2) for b in range(a + 1)), any(i > 2 for i in range(10)), max((len(w), w) for w in ["a", "bbb", "cc"]), dict((i, i * i) for i in range(3)), set(i % 2 for i in range(5)) == {0, 1}, "".join(c.upper() for c in "abc"), tuple(i for i in "xy"))
fs = list(lambda: i for i in range(3))
print([f() for f in fs], (i for i in ()).__name__, list(i for i in range(3) if i if i != 2), [*(i for i in range(2))])
def f(*a): return a
print(f(*(i for i in range(3))), sorted((i for i in "cab"), reverse=True), list(map(lambda g: sum(g), [(i for i in range(3)), (i for i in range(4))])))
