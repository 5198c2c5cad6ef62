# Recursion deeper than the machine's stack goes on in the interpreter; the limit counts native calls too.
import sys


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


def spread(n):
    if n == 0:
        return [0]
    for _ in range(2):
        pass
    return spread(n - 1)


for _ in range(300):
    count(5)
    spread(3)
sys.setrecursionlimit(10**6)
for n in (1000, 20000, 130000):
    print(count(n), spread(n // 4))
sys.setrecursionlimit(5000)
for n in (4000, 6000):
    try:
        print(count(n))
    except RecursionError as error:
        print(error)


def make(k):
    def rec(n):
        return 0 if n == 0 else k + rec(n - 1)
    return rec(k)


print(sum(make(k) for k in range(200)))


def shared(n):
    total = 0

    def add(k):
        nonlocal total
        total += k
        if k:
            add(k - 1)

    add(n)
    return total + (shared(n - 1) if n else 0)


print([shared(n) for n in range(14)])
