# The same around the machine word, with products and shifts.
def powers(base, n):
    x, out = 1, []
    for i in range(n):
        x = x * base
        out.append(x)
    return out


for base in (2, 3, 7, 10, -2, 1 << 31, -(1 << 31), 3037000500):
    row = powers(base, 24)
    print(base, row[1], row[20], row[-1] == base ** 24)


def squares(start, n):
    total = 0
    for i in range(start, start + n):
        total += i * i
    return total


print(squares(3037000480, 40), squares(-3037000520, 40), squares(2147483640, 20))


def shifts(n):
    out = []
    for s in range(n):
        out.append((1 << s) - (1 << (s - 1 if s else 0)))
    return sum(out), out[61:66]


print(shifts(70))
low = -(1 << 63)
for d in [1, -1, 2, -3] * 10:
    q, r = low // d, low % d
print(q, r, [low // d for d in (1, -1, 2)] * 3)
m = 1
for i in range(100):
    m = (m * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
print(m)
h = 0
for c in "the quick brown fox" * 5:
    h = (h * 31 + ord(c)) % 2 ** 32
print(h)
