"""Building and walking many short-lived binary trees: allocation and release of small objects."""

import sys


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def main():
    max_depth = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    min_depth = 4
    long_lived = build(max_depth)
    for depth in range(min_depth, max_depth + 1, 2):
        rounds = 2 ** (max_depth - depth + min_depth)
        total = 0
        for _ in range(rounds):
            total += build(depth).count()
        print(rounds, "trees of depth", depth, "check", total)
    print("long lived tree of depth", max_depth, "check", long_lived.count())


if __name__ == "__main__":
    main()
