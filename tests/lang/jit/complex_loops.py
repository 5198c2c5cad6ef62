# Complex arithmetic in hot loops: mixed operands, infinities, zero divisors, parts, values that leave the loop.
# oracle: 3.14
def escape(c, limit):
    z = 0j
    for n in range(limit):
        if abs(z) > 2.0:
            return n, z
        z = z * z + c
    return limit, z


print([escape(complex(x / 4, y / 4), 60)[0] for y in range(-4, 5) for x in range(-8, 3)])
print(escape(-0.1 + 0.65j, 100))


def mixed(n):
    z = 1 + 2j
    out = []
    for i in range(1, n):
        z = z + i - 2.5
        z = 3 - z
        z = 2 * z / 4
        z = 0.5 * z + (1 - z) * 1j - z / (1 + i * 1j)
        z -= 1
        z *= 0.75
        z /= complex(i, -i / 3)
        z += complex(True, i)
        z = -z
        out.append((round(z.real, 9), round(z.imag, 9)))
    return out[::9], abs(z) < 1e9


print(mixed(60))


def quotients(pairs):
    out = []
    for a, b in pairs:
        try:
            out.append(a / b)
        except ZeroDivisionError as e:
            out.append(str(e))
        except TypeError as e:
            out.append(str(e))
    return out


pairs = [(1 + 2j, 3 - 4j), (2 - 1j, 1 + 7j), (5, 1j), (1j, 5)] * 15
print(quotients(pairs + [(1j, 0j), (1 + 1j, 0), (1j, 0.0), (2.0, 0j), (1j, "x"), (1j, True)])[52:])

inf, nan = float("inf"), float("nan")


def products(pairs):
    out = []
    for a, b in pairs:
        out.append((a * b, a + b, a - b))
    return [repr(x) for x in out]


usual = [(1 + 2j, 3 - 4j), (2.0, 1j), (1j, 3)] * 15
odd = [(complex(inf, 1), 1j), (complex(inf, nan), complex(1, 1)), (complex(nan, nan), 2j), (complex(-0.0, 0.0), -0.0), (0.0, -0j), (1e300 + 1e300j, 1e300 - 1e300j)]
for line in products(usual + odd)[43:]:
    print(line)


def sizes(values):
    out = []
    for v in values:
        try:
            out.append(abs(v))
        except OverflowError as e:
            out.append(str(e))
    return out[-6:]


print(sizes([3 + 4j, 1j] * 20 + [complex(1e308, 1.7e308), complex(inf, nan), complex(nan, 0), -5, 2.5]))


class Sub(complex):
    def __add__(self, other):
        return "sub"

    def __rmul__(self, other):
        return "rmul"


class Other:
    def __radd__(self, other):
        return "other"


def changing(values):
    out = []
    for v in values:
        out.append((1j + v, 1j * v if not isinstance(v, Other) else None))
    return out[-5:]


print(changing([1j, 2, 0.5] * 15 + [Other(), 1 << 70, Sub(1 + 1j), 3j]))


def roots(n):
    unit = complex(0.0, 1.0)
    total = 0
    kept = []
    z = complex(1)
    for i in range(n):
        z = z * unit
        total += z
        if i % 10 == 9:
            kept.append(z)
            total = total - kept[-1]
    return total, kept, z == kept[-1], z != 1j, bool(total)


print(roots(63))
