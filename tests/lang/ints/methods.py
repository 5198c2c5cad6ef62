# The methods that every int has.
for n in (0, 1, -1, 2, -2, 255, 256, -256, (1 << 62) - 1, 1 << 62, 1 << 63, 10 ** 25):
    print(n, n.bit_length(), n.bit_count(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.as_integer_ratio(), n.is_integer())
print((5).__add__(3), (5).__radd__(3), (5).__sub__(3), (5).__rsub__(3), (5).__add__(1.0), (5).__lt__("x"), (5).__eq__(5.0))
print((7).__divmod__(2), (7).__rdivmod__(2), (7).__bool__(), (0).__bool__(), (7).__index__(), (7).__trunc__(), (7).__floor__(), (7).__ceil__())
print(1 .__class__, (3).__pow__(2), (3).__pow__(2, 5), (3).__rpow__(2), int.__add__(2, 3))
