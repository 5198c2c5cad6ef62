# Recursive functions call each other as native code: values, types that change, arguments of all kinds.
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print([fib(n) for n in range(16)])
print(fib(9.5), fib(True), fib(12))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(sum(even(n) for n in range(60)), odd(7), even(300))


def halves(x, depth):
    if depth == 0:
        return x
    return halves(x * 0.5, depth - 1) + halves(x / 3, depth - 1)


print(halves(1.0, 7), halves(3, 6), halves(1 << 70, 4))


def digits(n, sep="", *rest, base=10):
    if n < base:
        return str(n)
    return digits(n // base, sep, *rest, base=base) + sep + str(n % base)


print([digits(n * n, "-") for n in range(95, 125, 3)], digits(255, base=2), digits(12345, "", 1, 2))


def adder(step):
    def count(n):
        if n <= 0:
            return 0
        return step + count(n - 1)
    return count


print([adder(k)(k + 5) for k in range(12)])


def walk(tree):
    if isinstance(tree, int):
        yield tree
        return
    for child in tree:
        yield from walk(child)


def nest(depth):
    return [depth, nest(depth - 1), [nest(depth - 2)]] if depth > 1 else depth


print(sum(walk(nest(9))), list(walk(nest(4))))


class Node:
    def __init__(self, key):
        self.key = key
        self.left = self.right = None

    def insert(self, key):
        if key < self.key:
            if self.left is None:
                self.left = Node(key)
            else:
                self.left.insert(key)
        elif self.right is None:
            self.right = Node(key)
        else:
            self.right.insert(key)

    def total(self):
        total = self.key
        if self.left is not None:
            total += self.left.total()
        if self.right is not None:
            total += self.right.total()
        return total

    def __len__(self):
        return 1 + (len(self.left) if self.left else 0) + (len(self.right) if self.right else 0)

    def __contains__(self, key):
        if key == self.key:
            return True
        child = self.left if key < self.key else self.right
        return child is not None and key in child


root = Node(50)
for i in range(120):
    root.insert(i * 37 % 101)
print(root.total(), len(root), [k for k in range(-3, 8) if k in root])


class Vector:
    def __init__(self, parts):
        self.parts = parts

    def __eq__(self, other):
        return len(self.parts) == len(other.parts) and all(a == b for a, b in zip(self.parts, other.parts))

    def __add__(self, other):
        return Vector([a + b for a, b in zip(self.parts, other.parts)])


def vector(depth):
    return Vector([vector(depth - 1), vector(depth - 1)]) if depth else Vector([])


print(vector(5) == vector(5), vector(4) == vector(3), vector(4) + vector(4) == vector(4))


def permutations(items, k, found):
    if k == len(items):
        found.append(tuple(items))
        return
    for i in range(k, len(items)):
        items[k], items[i] = items[i], items[k]
        permutations(items, k + 1, found)
        items[k], items[i] = items[i], items[k]


found = []
permutations([1, 2, 3, 4, 5], 0, found)
print(len(found), found[7], found[-1], len(set(found)))


def collatz(n):
    steps = 0
    while n != 1:
        if steps == 5:
            return steps + collatz(n)
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print([collatz(n) for n in range(1, 40)])


def search(grid, y, x, seen):
    if not (0 <= y < len(grid) and 0 <= x < len(grid)) or grid[y][x] or (y, x) in seen:
        return 0
    seen.add((y, x))
    size = 1
    for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        size += search(grid, y + dy, x + dx, seen)
    return size


grid = [[(y * 7 + x * 3) % 5 == 0 for x in range(12)] for y in range(12)]
seen = set()
print([s for y in range(12) for x in range(12) if (s := search(grid, y, x, seen))])


def ends(n, out):
    if n == 0:
        return
    out.append(n)
    ends(n - 1, out)
    out.append(-n)


out = []
for n in range(12):
    ends(n, out)
print(len(out), sum(out), out[-12:])
