# The cycle collector runs while compiled loops hold half-built structures.
import gc


class Node:
    def __init__(self, n):
        self.n = n
        self.me = self
        self.links = [self]


gc.set_threshold(50, 5, 5)
kept = []
total = 0
for i in range(400):
    x = Node(i)
    y = [x, {"x": x}, (x, [x])]
    y.append(y)
    total += y[1]["x"].me.links[0].n
    if i % 50 == 0:
        kept.append(y)
print(total, [k[0].n for k in kept], all(k[3] is k for k in kept))
collected = 0
for i in range(60):
    a, b = Node(i), Node(-i)
    a.other, b.other = b, a
    if i % 20 == 19:
        del a, b
        collected += gc.collect() > 0
print(collected)


def gen(n):
    me = yield
    for i in range(n):
        yield me, i


for i in range(60):
    g = gen(3)
    next(g)
    g.send(g)
    held = next(g)
print(held[1], held[0] is g)
del g, held
gc.collect()
fs = []
for i in range(100):
    def f(n):
        return f if n else i
    f.self = f
    if i % 30 == 0:
        fs.append(f)
print([f(0) for f in fs], fs[1](1) is fs[1].self)
gc.set_threshold(700, 10, 10)
