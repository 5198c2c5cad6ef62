# Hot recursion: deep, mutual, tree-shaped, with results of changing type.
import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def depth(n):
    return 0 if n == 0 else depth(n - 1) + 1


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1 if n == 0 else ackermann(m, n - 1))


def fact(n):
    return 1 if n == 0 else n * fact(n - 1)


def mixed(n):
    if n == 0:
        return 0
    r = mixed(n - 1)
    return r + (0.5 if n % 17 == 0 else 1)


def power(x, n):
    if n == 0:
        return 1
    h = power(x, n // 2)
    return h * h * (x if n % 2 else 1)


def tak(x, y, z):
    return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def sum_tree(t):
    return 0 if t is None else sum_tree(t[0]) + t[1] + sum_tree(t[2])


def build(n):
    return None if n == 0 else (build(n - 1), n, build(n - 1))


print(fib(18), [depth(n) for n in (1, 10, 100, 900)], even(301), odd(301), ackermann(2, 5), fact(60), mixed(100), power(3, 100), power(1.5, 40), tak(9, 5, 2), sum_tree(build(8)))
try:
    depth(10 ** 6)
except RecursionError:
    print("RecursionError")
print(depth(500), fib(15))
sys.setrecursionlimit(3000)
print(depth(2800))
