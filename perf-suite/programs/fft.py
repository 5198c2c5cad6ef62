"""Fast Fourier transform, recursive on lists of complex numbers: slices, complex arithmetic, comprehensions."""

import math
import sys


def fft(values, sign):
    n = len(values)
    if n == 1:
        return values
    even = fft(values[0::2], sign)
    odd = fft(values[1::2], sign)
    half = n // 2
    result = [0j] * n
    for k in range(half):
        angle = sign * 2.0 * math.pi * k / n
        turned = complex(math.cos(angle), math.sin(angle)) * odd[k]
        result[k] = even[k] + turned
        result[k + half] = even[k] - turned
    return result


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 125
    n = 1 << 12
    signal = [complex(math.sin(0.1 * i), 0.25 * (i % 7)) for i in range(n)]
    for _ in range(rounds):
        spectrum = fft(signal, -1)
        signal = [value / n for value in fft(spectrum, 1)]
    power = 0.0
    for value in spectrum:
        power += abs(value) ** 2
    print("%.6f" % (power / n))
    print("%.6f %.6f" % (signal[100].real, signal[1000].imag))


if __name__ == "__main__":
    main()
