# Generators advanced from hot loops; many yields; state of all kinds.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def pairs(n):
    for i in range(n):
        for j in range(i):
            yield i, j


def accumulate(values):
    total = 0
    for v in values:
        total += v
        got = yield total
        if got:
            total = got


print(sum(count(200)), sum(i * j for i, j in pairs(25)), sum(x * x for x in count(100) if x % 3), max(count(50)), list(count(30))[-3:])
g = accumulate([1] * 60)
out = [next(g)]
for i in range(50):
    out.append(g.send(1000 if i == 25 else None))
print(out[20:32])


def chain(*iterables):
    for it in iterables:
        yield from it


print(sum(chain(range(40), count(40), [0.5] * 40)))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


total = 0
for x in fib():
    if x > 10 ** 30:
        break
    total += x
print(total)


def change(n):
    for i in range(n):
        yield i if i < 20 else i / 2 if i < 40 else str(i)


print([x for x in change(45)][18:22], [type(x).__name__[0] for x in change(45)])
gens = [count(30) for _ in range(5)]
s = 0
for _ in range(30):
    for g in gens:
        s += next(g)
print(s, [next(g, "end") for g in gens])
