"""Heat flowing along a rod, explicit scheme: a three-point stencil between two lists of floats."""

import sys


def step(old, new, alpha):
    for i in range(1, len(old) - 1):
        new[i] = old[i] + alpha * (old[i - 1] - 2.0 * old[i] + old[i + 1])


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 15_000
    cells = 2000
    rod = [0.0] * cells
    for i in range(cells // 4, cells // 2):
        rod[i] = 100.0
    rod[0] = 50.0
    other = rod[:]
    for _ in range(steps):
        step(rod, other, 0.25)
        rod, other = other, rod
    total = 0.0
    for heat in rod:
        total += heat
    print("%.6f %.6f %.6f" % (total, rod[cells // 3], max(rod)))


if __name__ == "__main__":
    main()
