# Exits between the parts of one statement: half-evaluated expressions must be resumed, not repeated.
log = []


def note(x):
    log.append(x)
    return x


def f(values):
    out = []
    for v in values:
        out.append(note(1) + v * 2 + note(2) * len(out) if note(v) is not None else note("none"))
    return out


values = [1] * 20 + [2.5] + [3] * 5 + [1 << 70] + [True] * 3 + [None] + [4]
print(f(values)[18:28], len(log), log[-7:])
log.clear()


def g(n):
    d = {}
    for i in range(n):
        d[note(i % 3)] = note(i) if i != 30 else note("s")
        d["last"] = [note("a"), d.get(i % 3), note("b")]
    return d


print(g(40), len(log))
log.clear()


def h(n):
    total = 0
    for i in range(n):
        total += note(i) + (note(100) if i % 9 == 8 else note(0)) + (10 if i < 33 else 0.5)
    return total


print(h(40), len(log), log.count(100))
log.clear()


class A:
    def __init__(self, x):
        note("init")
        self.x = x

    def __add__(self, other):
        note("add")
        return A(self.x + (other.x if isinstance(other, A) else other))


acc = A(0)
for i in range(40):
    acc = acc + (A(i) if i % 10 else i) + A(1 if i < 25 else 0.5)
print(acc.x, log.count("init"), log.count("add"))
log.clear()
for i in range(40):
    a, b = note(i), note(i + 1) if i != 31 else note("x")
    [a, b][note(0)], c = note(b), [note(a) for _ in range(2)]
print(a, b, c, len(log))
