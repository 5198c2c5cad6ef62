# ** of floats, C99's table of special cases, and the complex result of a negative base.
inf, nan = float("inf"), float("nan")
for a in (0.0, 1.0, -1.0, 2.0, 0.5, inf, -inf, nan):
    print(a, [a ** b for b in (0.0, 1.0, 2.0, 3.0, inf, -inf, nan, 0.5) if not (a < 0 and b == 0.5)])
print((-0.0) ** 3, (-0.0) ** 2, (-2.0) ** 3, (-2.0) ** -3, 2.0 ** -1074, 2.0 ** -1075, 2.0 ** 1023, (-inf) ** 3, (-inf) ** -3)
z = (-8.0) ** (1 / 3)
print(type(z).__name__, round(z.real, 12), round(z.imag, 12))
print(pow(2.0, 3), pow(2, 3.0), pow(9, 0.5), pow(4, -0.5), 1e10 ** 2)
