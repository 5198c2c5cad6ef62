# Recursion: factorial, Ackermann, mutual, deep, and its limit.
import sys


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def forever(n):
    return forever(n + 1) + 1


print(fact(30), ack(2, 6), even(500), odd(501), depth(900))
try:
    forever(0)
except RecursionError as error:
    print("RecursionError", str(error).startswith("maximum recursion depth exceeded"))
print(sys.getrecursionlimit())
sys.setrecursionlimit(5000)
print(depth(4500), sys.getrecursionlimit())
for bad in (0, -1, "a"):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


def hanoi(n, a, b, c):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


print(len(hanoi(8, "a", "b", "c")), hanoi(2, 1, 2, 3))
