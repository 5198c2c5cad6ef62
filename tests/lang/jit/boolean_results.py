# Booleans as numbers, in containers, and as results of and/or/not in hot loops.
def count(values):
    n = 0
    for v in values:
        n += v > 2
        n += (v == 3) * 10
        n -= not v
    return n


print(count(range(40)), count([x * 0.5 for x in range(40)]), count([True, False] * 20))
flags = []
for i in range(40):
    flags.append(i % 3 == 0)
print(sum(flags), flags[:4], flags.index(False), all(flags), any(flags))
x = 0
for i in range(50):
    x = (i % 2 and i) or (i % 3 and -i) or x
print(x)
ands = []
for v in [0, 1, "", "a", [], [0], None, 2.5, 0.0] * 5:
    ands.append((v and 1, v or 2, not v, bool(v)))
print(ands[:9])
b = True
ones = 0
for i in range(60):
    b = not b if i % 5 else b & (i % 2 == 0)
    ones += b
    b ^= i == 30
    b = b | False
print(ones, b, type(b).__name__)
l = [True] * 30
l[10] = 1
l[11] = 1.0
n = 0
for v in l:
    n += v is True
print(n, sum(l), l[9:12])
t = 0
for i in range(60):
    if i > 10 and i < 50 and (i % 2 == 0 or i % 3 == 0) and not i % 5 == 0:
        t += i
    t += 1 if i > 30 else -1 if i > 20 else 0
print(t)
