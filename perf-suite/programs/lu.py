"""LU decomposition with partial pivoting and the solution of a linear system: triangular loops, row swaps."""

import sys


def decompose(a):
    n = len(a)
    pivots = list(range(n))
    for k in range(n):
        best = k
        for i in range(k + 1, n):
            if abs(a[i][k]) > abs(a[best][k]):
                best = i
        if best != k:
            a[k], a[best] = a[best], a[k]
            pivots[k], pivots[best] = pivots[best], pivots[k]
        for i in range(k + 1, n):
            factor = a[i][k] / a[k][k]
            a[i][k] = factor
            for j in range(k + 1, n):
                a[i][j] -= factor * a[k][j]
    return pivots


def solve(a, pivots, b):
    n = len(a)
    x = [b[p] for p in pivots]
    for i in range(n):
        for j in range(i):
            x[i] -= a[i][j] * x[j]
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            x[i] -= a[i][j] * x[j]
        x[i] /= a[i][i]
    return x


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 520
    seed = 1
    matrix = []
    for i in range(n):
        row = []
        for j in range(n):
            seed = (seed * 1103515245 + 12345) % 2147483648
            row.append(seed / 2147483648 - 0.5)
        row[i] += 4.0
        matrix.append(row)
    b = [float(i % 10) for i in range(n)]
    pivots = decompose(matrix)
    x = solve(matrix, pivots, b)
    total = 0.0
    for value in x:
        total += value
    print("%.6f %.6f" % (total, x[n // 2]))


if __name__ == "__main__":
    main()
