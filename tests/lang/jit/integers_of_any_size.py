# Integers that cross 62, 63 and 64 bits in loops, with every operator and both signs.
def outcome(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def modular_power(a, e, m):
    result, b = 1, a % m
    while e:
        if e & 1:
            result = result * b % m
        b = b * b % m
        e >>= 1
    return result


def collatz(v):
    steps, top = 0, v
    while v != 1:
        v = 3 * v + 1 if v & 1 else v >> 1
        top = max(top, v)
        steps += 1
    return steps, top


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def factorial(n):
    r = 1
    for i in range(1, n + 1):
        r *= i
    return r


def down(n, v):
    out = []
    for _ in range(n):
        v = v // 3 - 1
        out.append(v)
    return out[::7], v


def polynomial(n, m):
    h = 7
    for i in range(n):
        h = (h * 1000003 + (i ^ -77)) % m
    return h


def every_operator(n, x, y):
    acc = 0
    for i in range(n):
        acc ^= (x + y) ^ (x - y) ^ (x * y) ^ (x & y) ^ (x | y)
        acc ^= (x << (i & 15)) ^ (x >> (i & 31)) ^ ~x ^ -y
        if y:
            acc += x // y + x % y
        acc ^= (x < y) + 2 * (x <= y) + 4 * (x == y) + 8 * (x != y) + 16 * (x > y) + 32 * (x >= y)
        if x:
            acc += 1
        x, y = y + i, x - i
        acc &= (1 << 90) - 1
    return acc


def shifts(n, x, by):
    total = 0
    for i in range(n):
        total ^= x >> i
        total ^= x << by
        x += 1
    return total


def divide(n, x, d):
    total = 0
    for i in range(n):
        total += x // d
        x += 1 << 61
        d -= 1
    return total


def left(n, x, count):
    total = 0
    for i in range(n):
        total ^= (x + i) << count
        count -= 1
    return total


def mixed(values):
    total = 0
    for v in values:
        total = total * 3 + v
        if total % 7 == 0:
            total -= v
    return total


def as_index(n, s):
    table, total = list(range(16)), 0
    for _ in range(n):
        s = (s * 6364136223846793005 + 1) & 0xFFFFFFFFFFFFFFFF
        total += table[s >> 60] + table[(s & 15) - 16]
        total += len(range(s >> 61))
        total += int(str(s)[-1])
    return total


for m in (2**61 - 1, 2**62 + 135, 2**63 - 25, 2**64 - 59, 2**64 + 13, -(2**63)):
    print(m, modular_power(3, 2**61 - 3, m), polynomial(50, m))
for v in (27, 2**61 + 1, 2**62 - 1, 2**63 + 9, 2**64 + 1):
    print(v, collatz(v))
print(fibonacci(40), fibonacci(95), fibonacci(300))
print(factorial(19), factorial(40))
print(down(60, 2**80), down(60, -(2**80)))
big = [1, -1, 2**61, 2**62 - 1, 2**62, -(2**62), -(2**62) - 1, 2**63 - 1, 2**63, -(2**63), 2**64 - 1, 2**64, 2**70, -(2**70)]
for x in big:
    print(x, [every_operator(12, x, y) for y in big[2:]])
print(shifts(80, 2**64 - 1, 5), shifts(80, -(2**64), 64), shifts(80, 12345, 100))
print(outcome(divide, 40, 2**63, 39), outcome(divide, 40, 2**63, 40), outcome(divide, 40, 2**63, 100))
print(outcome(left, 40, 2**63, 38), outcome(left, 40, 2**63, 39), outcome(left, 60, 2**63, 70))
print(mixed([1, 2**62, 3, -(2**63), 5] * 12), mixed([True, 2**62, 3.5, 2] * 12), outcome(mixed, [2**62] * 30 + ["x"]))
print(as_index(100, 99))
