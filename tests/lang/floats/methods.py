# as_integer_ratio, is_integer, conjugate, and the rest.
for x in (0.0, -0.0, 0.5, 0.1, -2.75, 1e22, 5e-324, 1.7976931348623157e308):
    n, d = x.as_integer_ratio()
    print(x, n if n < 10 ** 30 else "big", d if d < 10 ** 30 else "big", n / d == x)
for bad in (float("inf"), float("nan")):
    try:
        bad.as_integer_ratio()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
print((1.5).conjugate(), (1.5).real, (1.5).imag, (2.0).is_integer(), (2.5).is_integer(), float("inf").is_integer())
print((1.5).__add__(1), (1.5).__radd__(2), (1.5).__rsub__(2), (7.5).__divmod__(2), (7.5).__rmod__(20), (1.5).__add__("x"), (1.5).__trunc__(), (-1.5).__floor__(), (-1.5).__ceil__())
print(float.__doc__ is not None, float.__getformat__("double"), (0.0).__bool__(), (-0.0).__neg__(), abs(-0.0))
