# NaN compares false with everything; zeros are equal; ints compare exactly.
nan, inf = float("nan"), float("inf")
print(nan == nan, nan != nan, nan < nan, nan <= 1, nan > inf, nan is nan, [nan] == [nan], nan in [nan], (nan,) == (nan,))
print(0.0 == -0.0, inf == inf, -inf < inf, inf > 10 ** 500, -inf < -10 ** 500)
print(1.0 == 1, 1.5 > 1, 1.5 < 2, 2.0 ** 53 == 2 ** 53 + 1, 2.0 ** 53 < 2 ** 53 + 1, 1e308 < 10 ** 309, 1.0 == True)
print(max(nan, 1.0), max(1.0, nan), min(nan, 1.0), min(1.0, nan), sorted([3.0, 1, 2.5, True, -0.0]))
print(0.5 < 1 << 70, 1e30 == 10 ** 30, int(1e30) == 1e30, 0.1 == 0.1 + 1e-18, 1.0 != "1")
try:
    1.0 < "1"
except TypeError as error:
    print(error)
