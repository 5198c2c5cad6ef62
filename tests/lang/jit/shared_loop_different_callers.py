# One function with a loop, called with arguments of different types one after the other, and from itself.
def dot(a, b):
    t = 0
    for x, y in zip(a, b):
        t += x * y
    return t


ints, floats, bigs, strs = list(range(20)), [i * 0.5 for i in range(20)], [1 << 65] * 20, ["ab"] * 20
for a in (ints, floats, bigs, tuple(ints), range(20), strs, [True] * 20, [None] * 20, floats, ints):
    for b in (ints, floats):
        try:
            r = dot(a, b)
            print(type(r).__name__, r, end="; ")
        except TypeError as error:
            print(str(error)[:20], end="; ")
print()


def reduce(f, items, start):
    acc = start
    for x in items:
        acc = f(acc, x)
    return acc


print(reduce(lambda a, b: a + b, range(50), 0), reduce(lambda a, b: a + b, ["x"] * 30, ""), reduce(max, [3, 9, 2] * 10, 0), reduce(lambda a, b: [b, a], range(5), None), reduce(lambda a, b: a * b, [1.5] * 40, 1), reduce(lambda a, b: reduce(lambda c, d: c + d, range(b), a), range(20), 0))


def walk(tree, f):
    total = 0
    for node in tree:
        if isinstance(node, list):
            total += walk(node, f)
        else:
            total += f(node)
    return total


t = 1
for _ in range(6):
    t = [t, [t, 2.5], 3]
print(walk(t, lambda v: v), walk(t, abs), walk([[1, "x"], [2]] * 20, lambda v: len(str(v))))


def steps(n, step):
    x, c = 0, 0
    while x < n:
        x += step
        c += 1
    return c, x


print([steps(50, s) for s in (1, 0.5, 3, True, 7.25, 1 << 70)])
