# Look-ups by numbers, strings and tuples in hot loops: keys that have to be asked turn up, items vanish, containers change.
from collections import Counter, defaultdict

asked = []


class Same:
    """Equal to an int of the same hash, and notes that it was asked."""

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        asked.append(self.n)
        if isinstance(other, Same):
            return self.n == other.n
        return self.n == other


class Bad(Same):
    __hash__ = Same.__hash__

    def __eq__(self, other):
        raise RuntimeError("asked")


def members(s, n):
    found = 0
    for i in range(n):
        if i % 7 in s:
            found += 1
        if (i % 5, str(i % 3)) in s:
            found += 10
        if float(i % 4) not in s:
            found += 100
    return found


s = {0, 2, 5, (1, "1"), (4, "0")}
print(members(s, 100))
s.add(Same(3))
print(members(s, 30), len(asked))
s.discard(3)
print(members(frozenset(s), 30), len(asked))
s.add(Bad(6))
try:
    print(members(s, 30))
except RuntimeError as e:
    print("raised", e)


def churn(s, n):
    for i in range(n):
        s.add(i % 11)
        s.add((i % 3, i))
        s.discard(i % 13)
        if i > 20:
            s.remove(((i - 20) % 3, i - 20))
    return sorted(x for x in s if isinstance(x, int)), len(s)


print(churn(set(), 200))
t = set()
try:
    for i in range(100):
        t.add(i)
        t.remove(i if i < 70 else -i)
except KeyError as e:
    print("KeyError", e, t)


def count(words, d):
    for w in words:
        if w in d:
            d[w] += 1
        else:
            d[w] = 1
    return d


words = ["a", "b", "a", "c", 1, 1.0, True, None, (1, 2), (1, 2.0)] * 20
print(count(words, {}))
print(count(words, Counter()))
print(count(words, {Same(1): 0}).values(), len(asked))


def tally(d, n):
    for i in range(n):
        d[i % 6, i % 2] += 1
    return dict(d)


print(tally(defaultdict(int), 100))
print(tally(Counter(), 100))
try:
    tally({}, 10)
except KeyError as e:
    print("KeyError", e)


def fetch(d, n):
    total = 0
    for i in range(n):
        total += d.get(i % 9, -1) + d.get("x" + str(i % 3), 0)
        if d.get(i) is None:
            total += 1000
        d.setdefault(i % 50, i)
        if i % 10 == 9:
            total += d.pop(i % 50, 7)
    return total


print(fetch({1: 5, "x1": 7}, 120))
try:
    d = {i: i for i in range(80)}
    for i in range(100):
        d.pop(i)
except KeyError as e:
    print("KeyError", e, d)


# The dict of the module is one of those: what it holds is watched by traces.
limit = 10


def watched(n):
    g = globals()
    total = 0
    for i in range(n):
        g["limit"] = i
        total += limit
        if "limit" in g:
            total += g["limit"] * 2
        if i % 20 == 19:
            g["fresh%d" % i] = i
    return total


print(watched(100), limit, fresh99)


# The value that a store replaces dies at once.
class Noisy:
    dead = 0

    def __del__(self):
        Noisy.dead += 1


def replaced(d, n):
    seen = []
    for i in range(n):
        d["k"] = Noisy()
        d[i % 3] = i
        if i % 25 == 0:
            seen.append(Noisy.dead)
    return seen


print(replaced({}, 100), Noisy.dead)


# Unhashable keys, and keys of classes with their own ideas.
class Odd(int):
    def __hash__(self):
        return 7

    def __eq__(self, other):
        return other == 1


def odd(d, keys):
    out = 0
    for k in keys:
        try:
            out += d[k]
        except KeyError:
            out += 100
        except TypeError:
            print("unhashable")
    return out


print(odd({1: 1, 2: 2, "z": 3}, [1, 2, "z", 9] * 30 + [[1]] + [Odd(2), Odd(7), 2]))
