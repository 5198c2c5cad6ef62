"""Simpson's rule over functions made by functions: closures called in a numeric loop."""

import math
import sys


def polynomial(coefficients):
    def evaluate(x):
        result = 0.0
        for c in coefficients:
            result = result * x + c
        return result

    return evaluate


def damped_wave(frequency, damping):
    return lambda x: math.exp(-damping * x) * math.sin(frequency * x)


def product(f, g):
    def both(x):
        return f(x) * g(x)

    return both


def simpson(f, a, b, n):
    h = (b - a) / n
    odd = 0.0
    even = 0.0
    for i in range(1, n):
        if i % 2:
            odd += f(a + i * h)
        else:
            even += f(a + i * h)
    return (f(a) + 4.0 * odd + 2.0 * even + f(b)) * h / 3.0


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000_000
    cubic = polynomial([1.0, -2.0, 0.5, 3.0])
    wave = damped_wave(3.0, 0.5)
    print("%.9f" % simpson(cubic, 0.0, 2.0, n))
    print("%.9f" % simpson(wave, 0.0, 10.0, n))
    print("%.9f" % simpson(product(cubic, wave), 0.0, 2.0, n))


if __name__ == "__main__":
    main()
