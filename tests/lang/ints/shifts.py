# Shifts: by zero, past the width, of negative numbers, by big counts, by negative counts.
for n in (1, 3, -1, -5, 0, (1 << 62) - 1, -(1 << 62), (1 << 64) + 9):
    print(n, [n << s for s in (0, 1, 30, 61, 62, 63, 64)])
    print(n, [n >> s for s in (0, 1, 30, 61, 62, 63, 64, 200)])
print(0 << 10 ** 6, 0 >> 10 ** 6, 5 >> 10 ** 30, -5 >> 10 ** 30, 0 << 10 ** 30)
for shift in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0, lambda: "a" << 1):
    try:
        print(shift())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
