# range in hot loops: steps, signs, empty ranges, big bounds, bounds that change type.
def total(r):
    t = 0
    for i in r:
        t += i
    return t


print([total(range(*a)) for a in ((40,), (5, 45), (0, 100, 3), (50, 0, -1), (10, 10), (0, -60, -7), (2 ** 62 - 20, 2 ** 62 + 20), (-2 ** 63 - 20, -2 ** 63 + 20), (2 ** 70, 2 ** 70 + 100, 7))])


def count(n):
    c = 0
    for i in range(n):
        for j in range(i % 4):
            c += 1
    return c


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(count(60), sum(len(range(i)) for i in range(50)), [count(Index(n)) for n in (10, 30)])
for bad in (30, 1 << 70, True, Index(5), 2.5):
    try:
        n = 0
        for i in range(bad):
            n += 1
            if n > 40:
                break
        print(n, end=" ")
    except TypeError as error:
        print(error)
last = []
for step in [1] * 20 + [2] * 20 + [-1] * 20 + [5]:
    k = None
    for k in range(0, 10 * step, step):
        pass
    last.append(k)
print(last[19], last[39], last[59], last[60])
r = range(1000)
hits = 0
for i in range(60):
    hits += (i * 17) in r
    hits += r[i] + r[-i - 1]
    hits += i / 2 in r
print(hits)
out = 0
for i in range(50):
    i += 100
    out += i
print(out, i)
