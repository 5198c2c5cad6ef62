# Reads with every kind of index and slice.
a = list(range(10))
print(a[0], a[9], a[-1], a[-10], a[True], a[2:5], a[:3], a[7:], a[:], a[::2], a[1::3], a[::-1], a[8:2:-2], a[-3:-1], a[100:], a[-100:2], a[5:5], a[5:2], a[None:None:None], a[:-100:-1], a[slice(1, 4)])
for bad in (10, -11, "a", 1.0, None, (1, 2), 1 << 70):
    try:
        print(a[bad])
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
for bad in (slice(None, None, 0), slice("a"), slice(1.0, 2)):
    try:
        print(a[bad])
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print([][:], [][5:], [1][1:], [][::-1], a[1 << 70:], a[:-(1 << 70)], a[-(1 << 70):3])
