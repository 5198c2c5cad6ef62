"""Pancake flips over all permutations: small lists of ints, slices, reversals, unpredictable branches."""

import sys


def fannkuch(n):
    permutation = list(range(n))
    count = [0] * n
    max_flips = 0
    checksum = 0
    sign = 1
    rounds = n
    while True:
        while rounds != 1:
            count[rounds - 1] = rounds
            rounds -= 1

        first = permutation[0]
        if first:
            work = permutation[:]
            flips = 0
            while first:
                work[: first + 1] = work[first::-1]
                flips += 1
                first = work[0]
            if flips > max_flips:
                max_flips = flips
            checksum += sign * flips

        # Each permutation comes from the one before by rotating a prefix.
        sign = -sign
        while True:
            if rounds == n:
                return checksum, max_flips
            permutation.insert(rounds, permutation.pop(0))
            count[rounds] -= 1
            if count[rounds] > 0:
                break
            rounds += 1


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    checksum, flips = fannkuch(n)
    print(checksum)
    print("Pfannkuchen(%d) = %d" % (n, flips))


if __name__ == "__main__":
    main()
