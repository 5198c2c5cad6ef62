# Sums, differences, products and negations that cross the fixnum border by one, in hot loops.
EDGE = 1 << 62


def up(start, step, n):
    x = start
    for _ in range(n):
        x = x + step
    return x


def down(start, step, n):
    x = start
    for _ in range(n):
        x = x - step
    return x


print(up(EDGE - 20, 1, 19), up(EDGE - 20, 1, 20), up(EDGE - 20, 1, 21), up(EDGE - 20, 1, 40))
print(down(-EDGE + 20, 1, 19), down(-EDGE + 20, 1, 20), down(-EDGE + 20, 1, 21), down(-EDGE + 20, 1, 40))
print(up(-EDGE - 20, 1, 40), down(EDGE + 20, 1, 40))
for start in (EDGE - 3, -EDGE - 3, (EDGE << 1) - 3, -(EDGE << 1) - 3):
    row = []
    x = start
    for i in range(7):
        row.append((x, -x, ~x, abs(x), x ^ 1, x & -2, x | 1))
        x += 1
    print(row)
x = 1
crossings = []
for i in range(64):
    if x >= EDGE and not crossings:
        crossings.append(i)
    x = x + x
print(crossings, x)
x = -EDGE
flips = 0
for i in range(30):
    x = -x
    flips += x > 0
print(x, flips)
