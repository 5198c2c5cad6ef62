# A generator that ends inside a trace: its frame, its iterator and what that runs over are given up at the same exit.
import sys

T = (1, 2, 3)


def inner(items):
    try:
        yield 5
    finally:
        print(sum(q for q in items if isinstance(q, int)), end=" ")


def collect():
    return list(inner(T))


counts = set()
for r in range(30):
    assert collect() == [5]
    counts.add(sys.getrefcount(T))
# A trace that mentions T holds it once.
print(len(counts) <= 2)
