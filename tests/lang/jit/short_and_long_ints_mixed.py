# Ints around the fixnum border in lists, dicts, comparisons, sorting and as loop bounds.
E = 1 << 62
values = [E - 2, E - 1, E, E + 1, -E - 1, -E, -E + 1, 0, 1, -1, 1 << 63, (1 << 63) - 1, -(1 << 63), 1 << 64] * 4
t = 0
less = equal = 0
for a in values:
    t += a
    for b in values[:14]:
        less += a < b
        equal += a == b
print(t, less, equal, len(set(values)), sorted(set(values))[:3], max(values), min(values))
d = {}
for i in range(60):
    d[E - 30 + i] = i
hits = 0
for k in range(E - 40, E + 40):
    hits += d.get(k, 0)
print(len(d), hits, d[E], d[float(E)])
l = [E - 1] * 20
for i in range(20):
    l[i] += 1 if i > 10 else 0
print(l[10:12], sum(l), l.count(E), l.index(E), E in l)
n = 0
for i in range(E - 25, E + 25):
    n += i & 3
    if i == E:
        n += 1000
print(n, i == E + 24)
x, count = E + 50, 0
while x > E - 50:
    x -= 7
    count += 1
print(x - E, count)
acc = E - 100
crossed = 0
for i in range(100):
    acc += i if i % 2 else -i
    crossed += acc >= E
    acc ^= 1
    acc = -acc if i % 10 == 9 else acc
print(acc, crossed)
mul = []
for a in (E, -E, E - 1, 1 << 31, (1 << 31) + 1):
    for b in (0, 1, -1, 2, -2, 1 << 31):
        mul.append(a * b)
print(sum(mul), mul[3], mul[-1])
print(hash(E), hash(E - 1), str(E), E.bit_length(), int(str(E)) == E, f"{E:,}", (E // 3, E % 3, -E // 3, -E % 3, E >> 1, E >> 62, E >> 100))
