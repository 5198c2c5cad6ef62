"""The Mandelbrot set on an n by n grid: complex iteration spelled out in floats, with an early exit."""

import sys


def escape_time(cx, cy, limit):
    x = 0.0
    y = 0.0
    for i in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return i
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 650
    limit = 200
    inside = 0
    total = 0
    for row in range(n):
        cy = 2.0 * row / n - 1.0
        for column in range(n):
            cx = 3.0 * column / n - 2.0
            steps = escape_time(cx, cy, limit)
            total += steps
            if steps == limit:
                inside += 1
    print(inside, total)


if __name__ == "__main__":
    main()
