# Hashes and random generators: arithmetic under masks of 32 and 64 bits, in locals, globals, attributes and lists.
M64 = 0xFFFFFFFFFFFFFFFF
M32 = 0xFFFFFFFF


def murmur(n):
    h = 0x9747B28C
    for i in range(n):
        k = (i * 0xCC9E2D51) & M32
        k = ((k << 15) | (k >> 17)) & M32
        k = (k * 0x1B873593) & M32
        h ^= k
        h = ((h << 13) | (h >> 19)) & M32
        h = (h * 5 + 0xE6546B64) & M32
    h ^= h >> 16
    h = (h * 0x85EBCA6B) & M32
    return h ^ h >> 13


def xorshift128p(n):
    s0, s1 = 1, 0x123456789ABCDEF
    out = []
    for _ in range(n):
        a, b = s0, s1
        s0 = b
        a ^= (a << 23) & M64
        a ^= a >> 17
        a ^= b ^ (b >> 26)
        s1 = a
        out.append((s0 + s1) & M64)
    return out[-3:], sum(out), min(out), max(out)


def fnv(data, mask):
    h = 0xCBF29CE484222325
    for c in data:
        h ^= c
        h = (h * 0x100000001B3) & mask
    return h


def fnv_mod(data):
    h = 0xCBF29CE484222325
    for c in data:
        h = ((h ^ c) * 0x100000001B3) % 2**64
    return h


def splitmix(n):
    state, out = 42, 0
    for _ in range(n):
        state = (state + 0x9E3779B97F4A7C15) & M64
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
        out ^= z ^ (z >> 31)
    return out


def wide_product(n):
    x, t = 0x9E3779B97F4A7C15, 0
    for i in range(n):
        p = x * 0xD1B54A32D192ED03
        x = (p ^ (p >> 64)) & M64
        t ^= (p >> 40) & M32
        t += p >> 70
    return x, t


class Rng:
    def __init__(self, s):
        self.s = s

    def next(self):
        self.s = (self.s * 6364136223846793005 + 1442695040888963407) & M64
        return self.s >> 33


def in_attribute(n):
    r, t = Rng(42), 0
    for _ in range(n):
        t ^= r.next()
    return t, r.s


def in_list(n):
    a = [(i * 0x9E3779B97F4A7C15) & M64 for i in range(8)]
    for i in range(n):
        a[i & 7] = (a[i & 7] * 0xBF58476D1CE4E5B9 + a[(i + 3) & 7]) & M64
    return a


def to_floats(n):
    s, acc = 88172645463325252, 0.0
    for _ in range(n):
        s ^= (s << 13) & M64
        s ^= s >> 7
        s ^= (s << 17) & M64
        acc += (s >> 11) * (1.0 / (1 << 53)) + s / 2**64
    return acc


def branches(n):
    s, low, high, odd = 7, 0, 0, 0
    for _ in range(n):
        s = (s * 6364136223846793005 + 1442695040888963407) & M64
        if s < 1 << 63:
            low += 1
        if s >= 0xF000000000000000:
            high += 1
        if s & 1:
            odd += s % 10
        if not s & 0xFF0:
            odd += s // 1000
        if s == 1 or -5 > s:
            odd = 0
    return low, high, odd, s


state = 1
for _ in range(60):
    state = (state * 6364136223846793005 + 1442695040888963407) & M64

data = bytes(range(200))
print(murmur(300))
print(xorshift128p(200))
print(fnv(data, M64), fnv(data, M32), fnv(data, (1 << 128) - 1), fnv_mod(data))
print(splitmix(200))
print(wide_product(100))
print(in_attribute(100))
print(in_list(100))
print(to_floats(100))
print(branches(500))
print(state)
