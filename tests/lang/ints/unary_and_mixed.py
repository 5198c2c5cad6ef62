# Operators between ints, bools and floats, and the errors of the rest.
print(1 + 2.5, 2.5 + 1, 1 - 0.5, 3 * 0.5, 7 // 2.0, 7 % 2.5, -7 // 2.0, -7 % 2.5, 2 ** 0.5, 2.0 ** 3)
print(True + True, True * 5, True / 2, False - 1, True // 1, type(True + 0), -True)
print(1 + 2j, 2 * 1j, 1j - 1, 2 ** 1j == 2 ** 1j)
print((1 << 70) + 1.0, (1 << 70) * 0.5, 1.0 * (1 << 70), (1 << 1023) * 1.0)
for expr in ("1 + '1'", "1 - None", "1 * None", "1 / 'a'", "1 // []", "1 % {}", "1 ** 'a'", "1 @ 2", "1 & 1.0", "1 | 'x'", "-'a'", "~1.5", "+[]", "1 << 1.5", "1.0 >> 1", "10 ** 400 + 1.0", "1.0 * 10 ** 400"):
    try:
        print(expr, eval(expr))
    except (TypeError, OverflowError) as error:
        print(expr, "->", type(error).__name__, error)
