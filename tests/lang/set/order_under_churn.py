# The order of iteration and of pop() after many insertions and removals is CPython's.
import random


class K:
    def __init__(self, h, n):
        self.h = h
        self.n = n

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        return isinstance(other, K) and self.n == other.n

    def __repr__(self):
        return f"K{self.h}.{self.n}"


def run(seed):
    r = random.Random(seed)
    width = r.choice([5, 20, 100, 3000])

    def key():
        i = r.randrange(-width, width)
        return [i, i * r.choice([1, 8, 64, 1024]), K(i % 7, i % 13)][seed % 3]

    s = set()
    t = set()
    out = []
    for k in range(400):
        a = r.random()
        if a < 0.45:
            s.add(key())
        elif a < 0.75:
            s.discard(key())
        elif a < 0.8:
            if s:
                out.append(s.pop())
        elif a < 0.85:
            t.add(key())
        elif a < 0.87:
            s |= t
        elif a < 0.89:
            s -= t
        elif a < 0.9:
            s &= t | s
        elif a < 0.91:
            t = s.copy()
        elif a < 0.92:
            s.clear()
        elif a < 0.93:
            s = set(frozenset(s) ^ t)
        else:
            out.append(key() in s)
        if k % 50 == 0:
            out.append(list(s))
    return repr(out), list(s), list(t)


for seed in range(30):
    out, s, t = run(seed)
    total = 0
    for c in out:
        total = (total * 31 + ord(c)) % 1000003
    print(seed, total, s[:12], t[:12])
