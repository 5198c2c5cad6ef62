# The recursion limit is met inside compiled recursion, again and again, and the program goes on.
import sys

sys.setrecursionlimit(150)


def down(n):
    return 1 + down(n - 1) if n else 0


def count_down(n):
    try:
        return 1 + count_down(n + 1)
    except RecursionError:
        return 0


reached = []
for i in range(30):
    try:
        down(50 + i * 10)
        reached.append(1)
    except RecursionError:
        reached.append(0)
print(reached[:8], reached[-3:])
results = {count_down(0) for _ in range(10)}
print(len(results), 100 < results.pop() < 150)


class R:
    def __init__(self, n):
        self.child = R(n - 1) if n else None

    def __len__(self):
        return 1 + len(self.child) if self.child else 1

    def __repr__(self):
        return f"R({self.child!r})"


for i in range(20):
    last = len(R(i))
print(last, repr(R(3)))
try:
    R(500)
except RecursionError:
    print("in __init__")
class E:
    def __eq__(self, other):
        return other == self


for i in range(5):
    try:
        E() == E()
    except RecursionError:
        caught = i
print(caught, down(40))
