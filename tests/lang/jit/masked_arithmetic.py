# Random generators, hashes and ciphers: wide intermediate values of which only low bits are kept.
def xorshift(n):
    x = 88172645463325252
    for _ in range(n):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
    return x


def fnv1a(data):
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) % (1 << 64)
    return h


def adler(data):
    a, b = 1, 0
    for x in data:
        a = (a + x) % 65521
        b = (b + a) % 65521
    return (b << 16) | a


def murmur_mix(n):
    out = []
    for i in range(n):
        h = i
        h ^= h >> 33
        h = h * 0xFF51AFD7ED558CCD & (1 << 64) - 1
        h ^= h >> 33
        h = h * 0xC4CEB9FE1A85EC53 & (1 << 64) - 1
        h ^= h >> 33
        out.append(h)
    return out


def minstd(n):
    x = 1
    for _ in range(n):
        x = x * 48271 % 2147483647
    return x


def negative_mod(n):
    x, total = -12345, 0
    for i in range(n):
        x = (x * 1103515245 - 12345) % -2147483648
        total += x
    return x, total


print(xorshift(100), fnv1a(b"hello world" * 5), adler(b"Wikipedia" * 7), murmur_mix(40)[-3:], minstd(10000), negative_mod(50))


def lcg(n, mask):
    x = 1
    for i in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) & mask
        if i == n // 2:
            mask = mask >> 7
    return x


print(lcg(60, (1 << 64) - 1), lcg(60, (1 << 63) - 1), lcg(60, (1 << 62) - 1), lcg(60, 255), lcg(60, -1) % 1000007, lcg(60, (1 << 80) - 1))
