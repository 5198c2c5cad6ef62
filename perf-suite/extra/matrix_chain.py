"""Order of a matrix chain product: dynamic programming over a triangle of ints in two tables."""

import sys


def matrix_chain(sizes):
    n = len(sizes) - 1
    cost = [[0] * n for _ in range(n)]
    split = [[0] * n for _ in range(n)]
    for length in range(2, n + 1):
        for i in range(n - length + 1):
            j = i + length - 1
            best = None
            for k in range(i, j):
                candidate = cost[i][k] + cost[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1]
                if best is None or candidate < best:
                    best = candidate
                    split[i][j] = k
            cost[i][j] = best
    return cost[0][n - 1], split


def depth(split, i, j):
    if i == j:
        return 0
    k = split[i][j]
    return 1 + max(depth(split, i, k), depth(split, k + 1, j))


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    sizes = [10 + (i * 37 + 11) % 53 for i in range(n + 1)]
    cost, split = matrix_chain(sizes)
    print(cost, depth(split, 0, n - 1))


if __name__ == "__main__":
    main()
