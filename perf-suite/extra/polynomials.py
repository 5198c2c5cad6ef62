"""Polynomials as lists of floats: Horner's scheme, products, derivatives, roots by Newton's method."""

import sys


def evaluate(coefficients, x):
    result = 0.0
    for c in reversed(coefficients):
        result = result * x + c
    return result


def derivative(coefficients):
    return [i * c for i, c in enumerate(coefficients)][1:]


def multiply(p, q):
    result = [0.0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] += a * b
    return result


def newton(p, x):
    slope = derivative(p)
    for _ in range(50):
        step = evaluate(p, x) / evaluate(slope, x)
        x -= step
        if abs(step) < 1e-12:
            break
    return x


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    cubic = multiply([-1.0, 1.0], multiply([-2.5, 1.0], [4.0, 1.0]))
    roots = 0.0
    values = 0.0
    for i in range(n):
        roots += newton(cubic, 2.6 + i % 100 / 100.0)
        values += evaluate(cubic, i / n)
    long_product = [1.0]
    for i in range(min(200, n // 100)):
        long_product = multiply(long_product, [0.5, 0.5])
    print("%.6f %.6f %.9f" % (roots, values, max(long_product)))


if __name__ == "__main__":
    main()
