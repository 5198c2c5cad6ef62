"""Prefix sums, range queries, best subarray and two pointers: single passes over lists of ints."""

import sys


def prefix_sums(values):
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def best_subarray(values):
    best = values[0]
    current = 0
    for value in values:
        current = max(value, current + value)
        if current > best:
            best = current
    return best


def shortest_window(values, target):
    """Length of the shortest run of values whose absolute sum reaches the target."""
    shortest = len(values) + 1
    total = 0
    left = 0
    for right in range(len(values)):
        total += abs(values[right])
        while total >= target:
            shortest = min(shortest, right - left + 1)
            total -= abs(values[left])
            left += 1
    return shortest


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 2_500_000
    values = []
    seed = 1
    for _ in range(n):
        seed = (seed * 48271) % 2147483647
        values.append(seed % 2001 - 1000)
    sums = prefix_sums(values)
    answers = 0
    for i in range(n):
        left = i * 31 % n
        right = min(n, left + i % 100)
        answers += (sums[right] - sums[left]) % 1009
    print(sums[-1], answers, best_subarray(values), shortest_window(values, 20000))


if __name__ == "__main__":
    main()
