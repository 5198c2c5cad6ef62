# `is`, `is not None`, sentinel values and linked lists.
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


def build(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    return head


def total(node):
    t = 0
    while node is not None:
        t += node.value
        node = node.next
    return t


def reverse(node):
    previous = None
    while node is not None:
        node.next, previous, node = previous, node, node.next
    return previous


def find(node, wanted):
    steps = 0
    while node is not None and node.value != wanted:
        node = node.next
        steps += 1
    return steps if node is not None else None


head = build(50)
print(total(head), find(head, 10), find(head, 999), total(reverse(head)))
MISSING = object()


def get(d, k, default=MISSING):
    v = d.get(k, MISSING)
    if v is MISSING:
        if default is MISSING:
            raise KeyError(k)
        return default
    return v


out = 0
for i in range(60):
    try:
        out += get({0: 1, 1: 2}, i % 3, *([5] if i > 30 else []))
    except KeyError:
        out += 1000
print(out)
same = 0
x = y = [1]
for i in range(50):
    same += x is y
    if i == 30:
        y = [1]
    same += 100 * (x == y)
print(same)
last = None
firsts = 0
for v in [None, 1, None, 2, 3, None] * 10:
    if last is None and v is not None:
        firsts += 1
    last = v
print(firsts)
big = [1 << 70, 1 << 70]
print(sum(b is b and b == (1 << 70) for b in big * 20))
