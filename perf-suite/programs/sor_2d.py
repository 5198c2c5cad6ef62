"""Successive over-relaxation on a square grid: lists of lists of floats, updated in place."""

import sys


def relax(grid, omega):
    n = len(grid)
    rest = 1.0 - omega
    quarter = omega * 0.25
    for i in range(1, n - 1):
        above = grid[i - 1]
        row = grid[i]
        below = grid[i + 1]
        for j in range(1, n - 1):
            row[j] = quarter * (above[j] + below[j] + row[j - 1] + row[j + 1]) + rest * row[j]


def main():
    sweeps = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    n = 250
    grid = [[0.0] * n for _ in range(n)]
    for i in range(n):
        grid[0][i] = 100.0
        grid[i][0] = 25.0 * i / n
    for _ in range(sweeps):
        relax(grid, 1.25)
    total = 0.0
    for row in grid:
        for value in row:
            total += value
    print("%.6f %.9f" % (total, grid[n // 4][n // 2]))


if __name__ == "__main__":
    main()
