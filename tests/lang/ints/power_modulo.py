# Three-argument pow, including inverses and negative moduli.
print(pow(2, 100, 7), pow(2, 100, -7), pow(-2, 101, 7), pow(-2, 101, -7))
print(pow(3, 0, 1), pow(3, 0, 5), pow(0, 0, 5), pow(0, 5, 7), pow(5, 3, 1), pow(5, 3, -1))
print(pow(3, -1, 11), pow(3, -5, 11), pow(38, -1, 97), pow(-3, -1, 11), pow(3, -1, -11))
print(pow(2, 10 ** 30, 10 ** 9 + 7), pow(10 ** 30, 10 ** 20, 998244353))
print(pow(123456789, 987654321, 2 ** 64 - 59), pow(2 ** 70, 3, 2 ** 65))
for args in ((2, 3, 0), (2, -1, 4), (2.0, 3, 5), (2, 3.0, 5)):
    try:
        print(pow(*args))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
