"""Sorting records by key functions: lambdas, tuples as keys, attributes, reverse order, stability."""

import random
import sys


class Person:
    def __init__(self, name, age, score):
        self.name = name
        self.age = age
        self.score = score


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 400_000
    random.seed(99)
    people = []
    for i in range(n):
        name = "p%06d" % (i * 7919 % n)
        people.append(Person(name, int(random.random() * 80), random.random()))

    checksum = 0
    by_name = sorted(people, key=lambda p: p.name)
    by_age = sorted(by_name, key=lambda p: p.age)
    by_both = sorted(people, key=lambda p: (p.age, -p.score))
    for i in range(0, n, 97):
        checksum = (checksum * 31 + by_age[i].age + by_both[i].age * 3) % 1000000007
    people.sort(key=lambda p: p.score, reverse=True)
    print(checksum, by_age[0].name, by_both[0].name, people[0].name)

    words = [p.name[::-1] for p in people]
    words.sort(key=lambda w: (w[0], len(w), w))
    pairs = sorted((p.age, p.name) for p in people)
    print(words[0], words[n // 2], pairs[n // 3])


if __name__ == "__main__":
    main()
