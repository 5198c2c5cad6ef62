"""Orbits by a fourth-order Runge-Kutta method with a small Vec class: operators, __slots__, a state of two."""

import math
import sys


class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vec(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __abs__(self):
        return math.sqrt(self.x * self.x + self.y * self.y)


def gravity(position):
    distance = abs(position)
    return position * (-1.0 / (distance * distance * distance))


def step(position, velocity, h):
    v1 = velocity
    a1 = gravity(position)
    v2 = velocity + (h / 2) * a1
    a2 = gravity(position + (h / 2) * v1)
    v3 = velocity + (h / 2) * a2
    a3 = gravity(position + (h / 2) * v2)
    v4 = velocity + h * a3
    a4 = gravity(position + h * v3)
    position = position + (h / 6) * (v1 + 2 * v2 + 2 * v3 + v4)
    velocity = velocity + (h / 6) * (a1 + 2 * a2 + 2 * a3 + a4)
    return position, velocity


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 450_000
    position = Vec(1.0, 0.0)
    velocity = Vec(0.0, 1.2)
    farthest = 0.0
    for _ in range(steps):
        position, velocity = step(position, velocity, 0.001)
        farthest = max(farthest, abs(position))
    energy = abs(velocity) ** 2 / 2 - 1.0 / abs(position)
    print("%.9f %.9f" % (farthest, energy))


if __name__ == "__main__":
    main()
