"""Pi and a volume by throwing darts: calls of random.random in the inner loop."""

import random
import sys


def estimate_pi(n):
    inside = 0
    for _ in range(n):
        x = random.random()
        y = random.random()
        if x * x + y * y <= 1.0:
            inside += 1
    return 4.0 * inside / n


def random_walk(n):
    position = 0
    highest = 0
    for _ in range(n):
        if random.random() < 0.5:
            position += 1
        else:
            position -= 1
        highest = max(highest, position)
    return position, highest


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000
    random.seed(12345)
    print("%.8f" % estimate_pi(n))
    print("%d %d" % random_walk(n // 2))


if __name__ == "__main__":
    main()
