# Hot loops over dicts: changing values, growing, types of keys, deletion between rounds.
def histogram(items):
    counts = {}
    for x in items:
        counts[x] = counts.get(x, 0) + 1
    return counts


print(histogram("abracadabra" * 5), histogram([1, 2.0, 1.0, True, 2] * 10), histogram([(i % 3, i % 2) for i in range(60)]), histogram([None, "", 0, 1 << 70] * 10))


def total(d, keys):
    t = 0
    for k in keys:
        t += d[k]
    return t


d = {i: i * i for i in range(50)}
print(total(d, range(50)), total({str(i): 0.5 for i in range(50)}, [str(i) for i in range(50)]), total(d, [1.0, True, 2] * 20))
d[25] = "x"
try:
    total(d, range(50))
except TypeError as error:
    print(error)
try:
    total({1: 1}, [1] * 40 + [2])
except KeyError as error:
    print("KeyError", error)
acc = 0
for k, v in d.items():
    acc += k
    d[k] = v if k != 30 else None
for k in d:
    acc += k
for v in d.values():
    acc += v if isinstance(v, int) else 1
print(acc)
try:
    for k in d:
        if k == 40:
            d["new"] = 1
except RuntimeError as error:
    print(error)
memo = {}
def collatz(n):
    if n in memo:
        return memo[n]
    r = 0 if n == 1 else 1 + collatz(3 * n + 1 if n % 2 else n // 2)
    memo[n] = r
    return r
print(max(range(1, 200), key=collatz), len(memo) > 200)
e = {}
for i in range(200):
    e[i % 13] = e.pop(i % 7, i)
    if i % 50 == 49:
        e.clear()
    elif i % 20 == 19:
        e["k" + str(i)] = i
print(e)
m = {}
for i in range(60):
    m.setdefault(i % 5, []).append(i)
    if i == 40:
        m[i % 5] = tuple(m[i % 5])
    if i > 40 and isinstance(m[(i + 1) % 5], tuple):
        m[(i + 1) % 5] = list(m[(i + 1) % 5])
print(m)
