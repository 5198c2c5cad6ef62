"""Random numbers by a 64-bit linear congruence and an xorshift: integer arithmetic under a mask."""

import sys

MASK = (1 << 64) - 1


def lcg(n, state):
    checksum = 0
    for _ in range(n):
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        checksum ^= state >> 33
    return state, checksum


def xorshift(n, state):
    checksum = 0
    for _ in range(n):
        state ^= (state << 13) & MASK
        state ^= state >> 7
        state ^= (state << 17) & MASK
        checksum = (checksum + state) & MASK
    return state, checksum


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 8_000_000
    print("%016x %08x" % lcg(n, 42))
    print("%016x %016x" % xorshift(n, 88172645463325252))


if __name__ == "__main__":
    main()
