# round(): ties to even on the exact decimal value.
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 0.1 + 0.2, 1e16, 123.456, -123.456, 5e-324, 0.0, -0.0, 1e300):
    print(x, round(x), round(x, 0), round(x, 1), round(x, 2), round(x, -1), round(x, -2), round(x, 400))
print(round(2.5), type(round(2.5)), type(round(2.5, 0)), round(-0.4), round(-0.4, 0), round(1e22), round(0.5, None))
for bad in (float("nan"), float("inf")):
    try:
        round(bad)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(round(float("nan"), 2), round(float("inf"), 2))
