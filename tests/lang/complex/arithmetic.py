# The operators of complex.
a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, a ** b, a ** 0.5, a ** -1, -a, +a, abs(a), a.conjugate(), a.real, a.imag)
print(a + 1, 1 + a, a - 1.5, 2 * a, a / 2, a == 3 + 4j, a != b, a == 3, (3 + 0j) == 3, 3.0 == 3 + 0j, bool(0j), bool(1e-300j))
print(0j ** 0, 0j ** 2, (1 + 1j) ** 3, (2j) ** 2, 1j ** 1j, (-1) ** 0.5, 2 ** 1j)
for expr in ("a < b", "a // b", "a % b", "divmod(a, b)", "int(a)", "float(a)", "0j ** -1", "round(a)", "a & 1"):
    try:
        print(eval(expr))
    except (TypeError, ZeroDivisionError) as error:
        print(expr, type(error).__name__)
