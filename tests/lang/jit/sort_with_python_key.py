# sorted and list.sort with keys and comparisons in Python, that raise, change types, or look at the world.
import functools

data = [(i * 7919) % 101 for i in range(101)]
print(sorted(data, key=lambda x: x % 10)[:12], sorted(data, key=lambda x: (x % 3, -x))[:5], sorted(data, reverse=True)[:3], sorted(map(str, data), key=len)[:3])
print(sorted(data, key=functools.cmp_to_key(lambda a, b: (a % 7 - b % 7) or (b - a)))[:8])


class K:
    compares = 0

    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        K.compares += 1
        return self.v < o.v


ks = [K(v) for v in data]
ks.sort()
print([k.v for k in ks[:5]], 400 < K.compares < 800)
try:
    sorted(data, key=lambda x: 1 // (x - 50))
except ZeroDivisionError:
    print("key raised")
mixed = [3, 1.5, True, 1 << 70, -2.5, 0] * 5
print(sorted(mixed)[:6], sorted(mixed, key=lambda v: -v)[:6])
try:
    sorted(data + ["x"])
except TypeError as error:
    print(error)
total = 0
for r in range(30):
    total += sorted([r, 15, 7], key=lambda v: abs(v - 10))[0]
print(total)
weights = {}
print(sorted(data, key=lambda x: weights.setdefault(x % 5, len(weights)))[:6], weights)
