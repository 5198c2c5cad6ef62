# repr and str of complex numbers, with signed zeros, infinities and NaN.
inf, nan = float("inf"), float("nan")
for real in (0.0, -0.0, 1.0, -1.5, inf, -inf, nan, 1e20):
    print([repr(complex(real, imag)) for imag in (0.0, -0.0, 1.0, -2.5, inf, -inf, nan, 1e-5)])
print(1j, -1j, 1 + 0j, str(2.5 - 3j), [1j], {1j: 2j}, 1e16 + 1e-7j)
