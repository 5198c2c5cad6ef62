# The iterable of a hot loop changes kind, and user iterators change under it.
def total(it):
    t = 0
    for x in it:
        t += x
    return t


class Seq:
    def __init__(self, n):
        self.n = n

    def __getitem__(self, i):
        if i < self.n:
            return i
        raise IndexError


class It:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


kinds = [range(30), list(range(30)), tuple(range(30)), set(range(30)), dict.fromkeys(range(30)), {i: i for i in range(30)}.values(), (i for i in range(30)), map(abs, range(-30, 0)), filter(None, range(30)), iter([1] * 30), reversed(range(30)), bytes(range(30)), Seq(30), It(30), [0.5] * 30, range(2 ** 62 - 5, 2 ** 62 + 5), It(10)]
print([total(k) for k in kinds])
it = It(60)
out = 0
for x in it:
    out += x
    if x == 40:
        It.__next__ = lambda self: (_ for _ in ()).throw(StopIteration) if self.n < 20 else setattr(self, "n", self.n - 1) or self.n
print(out)
l = [1, 2, 3] * 10
n = 0
for x in l:
    n += x
    if len(l) < 60:
        l.append(x * 0.5)
print(n, len(l))
try:
    for x in [1, 2, 3] * 10 + [None]:
        last = x + 1
except TypeError as error:
    print(error, last)
try:
    for k in kinds[:3] + [5]:
        for x in k:
            pass
except TypeError as error:
    print(error)
print([sum(a * b for a, b in zip(range(n), [0.5] * n)) for n in (10, 40)], sum(i * x for i, x in enumerate([1] * 20 + [0.5] * 20)), [sum(row) for row in zip(*[[1, 2, 3]] * 30)])
