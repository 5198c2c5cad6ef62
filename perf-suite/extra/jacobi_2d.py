"""Jacobi iteration on a plate: a five-point stencil over lists of lists, two grids in turn."""

import sys


def sweep(old, new):
    change = 0.0
    for i in range(1, len(old) - 1):
        for j in range(1, len(old[0]) - 1):
            new[i][j] = 0.25 * (old[i - 1][j] + old[i + 1][j] + old[i][j - 1] + old[i][j + 1])
            change += abs(new[i][j] - old[i][j])
    return change


def main():
    sweeps = int(sys.argv[1]) if len(sys.argv) > 1 else 350
    rows = 200
    columns = 300
    grid = [[0.0] * columns for _ in range(rows)]
    for j in range(columns):
        grid[0][j] = 1.0
        grid[rows - 1][j] = -1.0 + 2.0 * j / columns
    other = [row[:] for row in grid]
    for _ in range(sweeps):
        change = sweep(grid, other)
        grid, other = other, grid
    print("%.9f %.9f" % (change, grid[rows // 10][columns // 2]))


if __name__ == "__main__":
    main()
