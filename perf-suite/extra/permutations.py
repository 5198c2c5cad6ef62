"""Permutations by a recursive generator, then by stepping a list: nested yields, swaps, slices, tuples."""

import sys


def permutations(items):
    if len(items) <= 1:
        yield tuple(items)
        return
    for i in range(len(items)):
        rest = items[:i] + items[i + 1 :]
        for tail in permutations(rest):
            yield (items[i],) + tail


def next_permutation(a):
    i = len(a) - 2
    while i >= 0 and a[i] >= a[i + 1]:
        i -= 1
    if i < 0:
        return False
    j = len(a) - 1
    while a[j] <= a[i]:
        j -= 1
    a[i], a[j] = a[j], a[i]
    a[i + 1 :] = a[: i : -1]
    return True


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 1_200_000
    items = list(range(1, 12)) + [0]
    derangements = 0
    weights = 0
    seen = 0
    for p in permutations(items):
        weights = (weights * 3 + p[4] * p[-1]) % 1000003
        if all(i != x for i, x in enumerate(p)):
            derangements += 1
        seen += 1
        if seen == limit:
            break
    steps = 0
    inversions = 0
    while steps < limit and next_permutation(items):
        steps += 1
        if items[5] > items[-1]:
            inversions += 1
    print(derangements, weights, inversions, items)


if __name__ == "__main__":
    main()
