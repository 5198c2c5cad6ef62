# Hot loops over sets.
def unique(items):
    seen = set()
    out = []
    for x in items:
        if x not in seen:
            seen.add(x)
            out.append(x)
    return out


print(unique([i * i % 23 for i in range(100)]), unique([1, 1.0, True, "1", None, (1,), 2.5] * 10), unique("mississippi" * 3))
s = set()
total = 0
for i in range(300):
    k = i * 7 % 31
    if k in s:
        s.remove(k)
        total += k
    else:
        s.add(k)
    if i == 150:
        s.add("text")
print(total, len(s), "text" in s)
acc = 0
for x in set(range(50)):
    acc = acc * 3 + x & 0xFFFF
print(acc)
a, b = set(range(0, 60, 2)), set(range(0, 60, 3))
n = 0
for i in range(60):
    if i in a and i in b:
        n += 1
    elif i in a or i in b:
        n += 100
    if i == 30:
        b = frozenset(b)
print(n)
try:
    for x in s:
        s.add(str(x))
except RuntimeError as error:
    print(error)
grid = {(x, y) for x in range(10) for y in range(10) if (x * y) % 3 == 0}
for _ in range(3):
    grid = {(x, y) for x in range(10) for y in range(10) if sum((x + dx, y + dy) in grid for dx in (-1, 0, 1) for dy in (-1, 0, 1)) % 3 == 1}
print(len(grid), sorted(grid)[:4])
