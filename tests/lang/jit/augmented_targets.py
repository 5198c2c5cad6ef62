# Augmented assignment on every kind of target in hot loops.
class O:
    def __init__(self):
        self.n = 0
        self.items = [0] * 5
        self.d = {}


o = O()
for i in range(60):
    o.n += i
    o.items[i % 5] += i * 2
    o.d[i % 3] = o.d.get(i % 3, 0) + 1
    o.d[i % 3] *= 2 if o.d[i % 3] < 1000 else 0.5
    o.items[-1] -= 1
print(o.n, o.items, o.d)
grid = [[0] * 4 for _ in range(4)]
for i in range(100):
    grid[i % 4][i // 4 % 4] += i
    grid[i % 4][0] |= 1
print(grid)
l = []
s = ""
t = ()
z = set()
for i in range(40):
    l += [i]
    s += str(i % 10)
    t += (i,)
    z |= {i % 7}
    if i == 20:
        l += "ab"
        l *= 2
print(len(l), s, len(t), sorted(z))
x = 1.0
n = 1
b = 0
for i in range(1, 60):
    x /= 1.5
    x **= 1 if i % 7 else 0.5
    n <<= 1 if i < 50 else 3
    n >>= 1 if i % 3 == 0 else 0
    n |= i
    n ^= i << 3
    n &= ~(i & 3)
    b += n & 1
    n %= 1 << 61
print(x, n, b)


class Acc:
    total = 0

    def add(self, v):
        self.total += v


a = Acc()
for i in range(50):
    a.add(i)
    Acc.total -= 1
print(a.total, Acc.total, vars(a))
