"""sum, any, max and min over generator expressions, as people write them instead of loops."""

import sys


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 8_000_000
    squares = sum(i * i for i in range(n))
    odd_cubes = sum(i * i * i for i in range(n) if i % 2)
    longest = max((i * 7919) % 10007 for i in range(n))
    shortest = min(abs(i - n // 3) for i in range(n))
    found = any(i * i == n * n + 1 for i in range(n))
    a = [i % 10 / 4 for i in range(n // 4)]
    b = [i % 7 / 8 for i in range(n // 4)]
    harmonic = sum(1.0 / (i + 1) for i in range(n))
    print(squares, odd_cubes, longest, shortest, found)
    print("%.3f %.9f" % (dot(a, b), harmonic))


if __name__ == "__main__":
    main()
