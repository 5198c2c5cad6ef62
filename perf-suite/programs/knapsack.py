"""The 0/1 knapsack by dynamic programming: a list of ints scanned downwards with max."""

import sys


def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for weight, value in items:
        for room in range(capacity, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + value)
    return best[capacity]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    items = []
    for i in range(count):
        items.append((5 + (i * 37) % 95, 10 + (i * 61) % 140))
    print(knapsack(items, 20000), knapsack(items[::2], 5000))


if __name__ == "__main__":
    main()
