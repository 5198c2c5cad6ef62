# Loops in the script's own body: every name is a global, and functions may look at any time.
i = total = 0
while i < 100:
    total += i
    i += 1
print(i, total)


def peek():
    return x, y


x, y = 0, 1
seen = []
for k in range(60):
    x, y = y, (x + y) % 1000
    if k % 20 == 19:
        seen.append(peek())
print(seen, peek())


def poke():
    global x
    x = 10 ** 6


count = 0
for k in range(60):
    x += 1
    if k == 30:
        poke()
    if x > 10 ** 6:
        count += 1
print(x, count)
matrix = [[r * c for c in range(10)] for r in range(10)]
trace = 0
for r in range(10):
    for c in range(10):
        if r == c:
            trace += matrix[r][c]
print(trace, r, c)
s = 0
for n in range(40):
    s += n
    n = "rebound"
print(s, n)
for name in ["p", "q"] * 20:
    globals()[name] = len(name)
print(p, q)
z = 0
for k in range(50):
    z = z + k
    exec("z = z + 1")
    if k == 25:
        del k
print(z, "k" in globals())
try:
    for k in range(50):
        w = 1 / (40 - k)
except ZeroDivisionError:
    print(k, w)
