# // and % of floats: floor, sign of the divisor, signed zeros, infinities.
inf, nan = float("inf"), float("nan")
for a in (7.5, -7.5, 0.0, -0.0, 6.0, -6.0, 1e20, inf, -inf, nan):
    for b in (2.0, -2.0, 0.1, inf, -inf, nan):
        print(a, b, a // b, a % b, divmod(a, b))
print(-1e-20 % 3.0, 1e-20 % -3.0, 5.0 % 5.0, -5.0 % 5.0, 5.0 % -5.0, 1e300 % 7.0, -1e300 % 7.0)
print(1.0 // 0.1, 1.0 % 0.1, divmod(1.0, 0.1), 3.0 // 0.3, 3 % 1.1, -3 % 1.1)
