# cmath: polar forms, roots, logarithms, and the branch cuts.
import cmath


def show(z):
    return f"{z.real:.10g}{z.imag:+.10g}j"


print(show(cmath.sqrt(-1)), show(cmath.sqrt(3 + 4j)), show(cmath.sqrt(complex(-4, -0.0))), show(cmath.exp(1j * cmath.pi)), show(cmath.log(-1)), show(cmath.log(100, 10)), show(cmath.log10(1j)))
print(cmath.phase(-1), cmath.phase(complex(-1, -0.0)), cmath.phase(1j), cmath.polar(3 + 4j), show(cmath.rect(2, cmath.pi / 2)))
print(show(cmath.sin(1 + 1j)), show(cmath.cos(1 + 1j)), show(cmath.tan(1 + 1j)), show(cmath.sinh(1j)), show(cmath.acos(2)), show(cmath.asin(2)), show(cmath.atan(1 + 1j)), show(cmath.tanh(0.5j)))
print(cmath.isnan(complex("nan")), cmath.isinf(complex("inf")), cmath.isfinite(1j), cmath.isclose(1 + 1e-10j, 1), cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
for call in (lambda: cmath.log(0), lambda: cmath.sqrt("a"), lambda: cmath.exp(1000), lambda: cmath.atan(1j)):
    try:
        print(call())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__)
