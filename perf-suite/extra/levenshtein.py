"""Edit distance between words: dynamic programming over characters and two rows of ints."""

import sys


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, ca in enumerate(a):
        current = [i + 1]
        for j, cb in enumerate(b):
            insertion = current[j] + 1
            deletion = previous[j + 1] + 1
            substitution = previous[j] + (ca != cb)
            current.append(min(insertion, deletion, substitution))
        previous = current
    return previous[-1]


def make_word(seed, length):
    letters = []
    for _ in range(length):
        seed = (seed * 69069 + 1) % 4294967296
        letters.append("acgt"[seed >> 30])
    return "".join(letters)


def main():
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    a = make_word(1, length)
    b = make_word(2, length - length // 10)
    print(distance(a, b), distance(a[: length // 3], a[5 : length // 3 + 5]))


if __name__ == "__main__":
    main()
