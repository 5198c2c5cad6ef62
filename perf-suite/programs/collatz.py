"""Longest Collatz chain below n: a while loop of small ints with an even split of branches."""

import sys


def chain_length(n):
    length = 1
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        length += 1
    return length


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    best = 0
    best_start = 0
    total = 0
    for start in range(1, n):
        length = chain_length(start)
        total += length
        if length > best:
            best = length
            best_start = start
    print(best_start, best, total)


if __name__ == "__main__":
    main()
