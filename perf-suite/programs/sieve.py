"""Sieve of Eratosthenes over a list of bools, then twins and gaps among the primes."""

import sys


def sieve(n):
    is_prime = [True] * n
    is_prime[0] = is_prime[1] = False
    i = 2
    while i * i < n:
        if is_prime[i]:
            for k in range(i * i, n, i):
                is_prime[k] = False
        i += 1
    return is_prime


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 24_000_000
    is_prime = sieve(n)
    primes = [i for i in range(n) if is_prime[i]]
    twins = 0
    for i in range(n - 2):
        if is_prime[i] and is_prime[i + 2]:
            twins += 1
    widest = 0
    after = 0
    for i in range(1, len(primes)):
        gap = primes[i] - primes[i - 1]
        if gap > widest:
            widest = gap
            after = primes[i - 1]
    print(len(primes), primes[-1], twins, widest, after)


if __name__ == "__main__":
    main()
