# Loops in loops: inner bounds that depend on the outer, early exits, triangular and ragged shapes.
def triangle(n):
    count = 0
    for i in range(n):
        for j in range(i):
            for k in range(j):
                count += i ^ j ^ k
    return count


def matmul(a, b):
    n = len(a)
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            s = 0
            for k in range(n):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c


def search(grid, target):
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v == target:
                return r, c
    return None


def collatz(limit):
    best = longest = 0
    for n in range(1, limit):
        steps, x = 0, n
        while x != 1:
            x = 3 * x + 1 if x & 1 else x >> 1
            steps += 1
        if steps > longest:
            best, longest = n, steps
    return best, longest


def ragged(rows):
    out = []
    for row in rows:
        total = 0
        for x in row:
            total += x
        else:
            total *= 2
        out.append(total)
    return out


a = [[i * 3 + j for j in range(8)] for i in range(8)]
print(triangle(25), matmul(a, a)[7], search(a, 17), search(a, -1), collatz(300), ragged([[1] * i for i in range(15)]))
m = [[0.5 * i + j for j in range(6)] for i in range(6)]
print(matmul(m, m)[5], matmul(a[:6], m)[3][:3])
hits = 0
for x in range(1, 40):
    for y in range(x, 40):
        z = int((x * x + y * y) ** 0.5)
        if z < 60 and z * z == x * x + y * y:
            hits += 1
print(hits)
i = 0
while i < 30:
    j = 0
    while j < i:
        j += 1
        if j == 20:
            break
    i += 1 if j < 20 else 3
print(i, j)
