# The four operations, with the IEEE special cases.
inf, nan = float("inf"), float("nan")
for a in (0.0, -0.0, 1.5, -2.5, inf, -inf, nan):
    for b in (0.0, -0.0, 1.5, -2.5, inf, -inf, nan):
        print(a, b, "|", a + b, a - b, a * b, "|", a / b if b else "zero", "|", a < b, a == b, a >= b)
print(1e308 + 1e308, 1e308 * 10, -1e308 * 10, 5e-324 / 2, 5e-324 * 0.5, 1e-200 * 1e-200, -1e-200 * 1e-200)
print(0.1 + 0.2, 0.1 * 3, 1 - 0.9, 1e16 + 1, 1e16 + 2, 0.5 + 2 ** -53, 1 + 2 ** -52)
