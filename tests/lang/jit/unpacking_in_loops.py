# Unpacking in hot loops: tuples, lists, generators, wrong lengths, nested and starred targets.
def swap(n):
    a, b, c = 1, 2.5, "x"
    for _ in range(n):
        a, b, c = b, c, a
    return a, b, c


print([swap(n) for n in (0, 1, 2, 30, 31, 32)])
total = 0
for (a, b), c in [((1, 2), 3)] * 30 + [([4, 5], 6)] * 30 + [("78", 0)]:
    total += int(a) * int(b) + c
print(total)
ok = bad = 0
for pair in [(1, 2)] * 30 + [(1, 2, 3)] + [[1, 2]] * 10 + [(1,), "ab", {1, 2}, range(2), 5]:
    try:
        x, y = pair
        ok += 1
    except (ValueError, TypeError) as error:
        bad += 1
print(ok, bad)
for first, *rest in [[1, 2, 3]] * 30 + [(4,)] + ["xyz"]:
    last = first, rest
print(last)
d = {i: (i, [i, i * 2]) for i in range(40)}
acc = 0
for k, (x, (y, z)) in d.items():
    acc += k * x + y - z
print(acc)


def divmods(n):
    total = 0
    for i in range(1, n):
        q, r = divmod(n, i)
        total += q * r
    return total


def minmax(values):
    lo = hi = values[0]
    for v in values:
        lo, hi = (v, hi) if v < lo else (lo, v) if v > hi else (lo, hi)
    return lo, hi


print(divmods(60), divmods(1000), minmax([(i * 37) % 101 for i in range(60)]), minmax([0.5, -1, 1 << 70] * 10))
a = [0] * 5
i = 0
for k in range(60):
    i, a[i] = (i + k) % 5, a[i] + k
print(a, i)
