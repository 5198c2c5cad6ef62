"""Matrix product of lists of lists of floats, written as three nested loops."""

import sys


def make_matrix(n, a, b):
    return [[(i * a + j * b) % 17 / 16.0 for j in range(n)] for i in range(n)]


def matmul(a, b):
    n = len(a)
    m = len(b)
    p = len(b[0])
    c = [[0.0] * p for _ in range(n)]
    for i in range(n):
        for j in range(p):
            total = 0.0
            for k in range(m):
                total += a[i][k] * b[k][j]
            c[i][j] = total
    return c


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 380
    c = matmul(make_matrix(n, 3, 5), make_matrix(n, 7, 2))
    trace = 0.0
    for i in range(n):
        trace += c[i][i]
    print("%.6f %.6f" % (trace, c[n // 2][n // 3]))


if __name__ == "__main__":
    main()
