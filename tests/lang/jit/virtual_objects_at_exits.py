# Exits in the middle of constructing and using objects: half-made state must be rebuilt.
class P:
    def __init__(self, a, b):
        self.a = a
        self.b = b if b != 30 else self.fail()
        self.c = a + b

    def fail(self):
        trace.append(sorted(vars(self)))
        return -1


trace = []
total = 0
for i in range(50):
    p = P(i, i)
    total += p.a + p.b + p.c
print(total, trace, vars(p))


class Node:
    def __init__(self, value, next):
        self.value, self.next = value, next


def build(n):
    head = None
    for i in range(n):
        head = Node(i if i != 25 else "odd", head)
    return head


def length(node):
    n = 0
    while node:
        n += 1
        node = node.next
    return n


def values(node):
    out = []
    while node is not None:
        out.append(node.value)
        node = node.next
    return out


head = build(40)
print(length(head), values(head)[12:17])


def swap_loop(n):
    a, b = P(1, 2), P(3, 4)
    for i in range(n):
        a, b = b, a
        a.a, b.a = b.a + 1, a.a
        if i == 35:
            a.a = 0.5
            extra = [a, b, a]
    return vars(a), vars(b), extra[0] is extra[2]


print(swap_loop(36), swap_loop(61))
out = []
for i in range(50):
    d = {"i": i, "sq": i * i}
    t = (d, [d])
    if i % 17 == 16:
        out.append(t)
print(out, out[0][0] is out[0][1][0])
s = []
for i in range(40):
    x = complex(i, -i)
    if i > 36:
        s.append(x)
print(s, f"{x}")
