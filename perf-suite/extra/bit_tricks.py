"""Bits of ints: population counts, lowest bits, Gray codes, reversal, subsets of a mask."""

import sys


def popcount(x):
    count = 0
    while x:
        x &= x - 1
        count += 1
    return count


def reverse_bits(x, width):
    result = 0
    for _ in range(width):
        result = (result << 1) | (x & 1)
        x >>= 1
    return result


def subset_sum(mask):
    total = 0
    subset = mask
    while subset:
        total ^= subset * 5
        subset = (subset - 1) & mask
    return total


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 2_500_000
    ones = 0
    gray = 0
    lowest = 0
    reversed_sum = 0
    subsets = 0
    for i in range(1, n):
        ones += popcount(i)
        gray = (gray * 3 + (i ^ (i >> 1))) & 0xFFFFFF
        lowest += i & -i
        if i % 4 == 0:
            reversed_sum += reverse_bits(i, 24)
        if i % 64 == 0:
            subsets += subset_sum(i & 0b1010110101)
    print(ones, gray, lowest, reversed_sum, subsets)


if __name__ == "__main__":
    main()
