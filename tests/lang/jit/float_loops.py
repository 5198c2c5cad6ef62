# Floats of every magnitude through hot loops: results must be those of plain IEEE arithmetic.
def logistic(r, n):
    x = 0.5
    for _ in range(n):
        x = r * x * (1 - x)
    return x


def harmonic(n):
    s = 0.0
    for i in range(1, n):
        s += 1.0 / i
    return s


def extremes(start, factor, n):
    x, out = start, []
    for i in range(n):
        x *= factor
        out.append(x)
    return out


print(logistic(3.7, 100), harmonic(500), extremes(1.0, 1e20, 20), extremes(1.0, 1e-20, 20), extremes(-1.0, 1e77, 6))
nan, inf = float("nan"), float("inf")
log = []
for x in [1.0] * 15 + [inf, -inf, nan, -0.0, 0.0, 5e-324] + [2] * 15:
    log.append((x + 1, x * 0, x - x, x == x, x < 1, -x, abs(x), bool(x)))
print(log[14:23])
zero = 0
for i in range(40):
    try:
        zero += 1.0 / (i - 30.0)
    except ZeroDivisionError:
        zero += 1000
print(round(zero, 9))
m = [x % 3.0 for x in [i * 0.7 for i in range(-20, 20)]]
f = [x // 3.0 for x in [i * 0.7 for i in range(-20, 20)]]
print(sum(m), sum(f), m[0], f[0])


def newton(n):
    out = []
    for k in range(n):
        x = float(k) or 1.0
        for _ in range(20):
            x = 0.5 * (x + k / x)
        out.append(round(x, 9))
    return out


print(newton(20))
s = 0.0
for i in range(100):
    s += i ** 0.5 if i % 2 else i ** 2 if i % 3 else -i ** -1.0 if i else 0
print(s)
ints = 0
for i in range(60):
    y = i / 4
    ints += int(y) if y.is_integer() else round(y)
print(ints)
a = b = 0.0
for i in range(100):
    a, b = b + 0.1, a - 0.1 * i
print(a, b, a.hex())
