# Wrong arguments of int().
for args in ((None,), ([],), ("1", 1), ("1", 37), ("1", -2), (1, 10), (1.5, 10), ("1", "2"), (1, 2, 3), (float("nan"),), (float("inf"),), (1j,), ({},)):
    try:
        print(int(*args))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(int(3.99), int(-3.99), int(1e20), int(-1e20), int(2.0 ** 62), int(2.0 ** 63), int(True), int(0.5))
