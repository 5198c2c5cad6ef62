# Unpredictable branches driven by a generator of random bits, with several variables live across them.
def bits(seed):
    x = seed
    while True:
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        yield (x >> 16) & 7


def run(seed, n):
    a, b, c, s = 0, 1, 0.5, ""
    r = bits(seed)
    for i in range(n):
        k = next(r)
        if k == 0:
            a += b
        elif k == 1:
            b = a - b
        elif k == 2:
            c *= 1.5
        elif k == 3:
            s = s[-5:] + str(i % 10)
        elif k == 4:
            a, b = b, a
        elif k == 5:
            c = c - a if abs(c) < 1e6 else 1.0
        elif k == 6:
            if b > 1000 or b < -1000:
                b //= 7
            else:
                b *= 3
        else:
            if i % 3:
                continue
            a = len(s)
    return a, b, round(c, 6), s


for seed in (1, 2, 3, 42):
    print(run(seed, 300))
walk = 0
seen = set()
r = bits(7)
for i in range(500):
    step = next(r)
    walk += 1 if step & 1 else -1
    if step & 2:
        seen.add(walk)
    elif step & 4 and walk in seen:
        seen.discard(walk)
print(walk, len(seen), sorted(seen)[:5])
