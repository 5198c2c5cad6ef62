# Strings, several-argument min and max, property setters and functions without effects in hot loops, and what they do when the kinds change.
import math


def vowels(text):
    n = 0
    for i, ch in enumerate(text, 1):
        if ch in "aeiou":
            n += i
        elif ch == "z" or ch > "w":
            n -= ord(ch)
        elif ch != "q":
            n += chr(97 + i % 26) < "k"
    return n


print(vowels("the quick brown fox jumps over the lazy dog" * 3))


def contains(pairs):
    out = []
    for a, b in pairs:
        try:
            out.append(a in b)
        except TypeError as e:
            out.append(str(e))
    return out[-6:]


print(contains([("a", "cat"), ("x", "cat")] * 20 + [("a", ["a"]), (1, "a"), ("a", {"a": 1}), ("b", ("a",))]))


def distance(a, b):
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[j - 1] + 1, prev[j - 1] + (ca != cb)))
        prev = cur
    return prev[-1]


print(distance("kitten sitting there" * 3, "sitting kittens here" * 3))


def extremes(rows):
    out = []
    for r in rows:
        out.append((min(r[0], r[1], r[2]), max(r[0], r[1], r[2], r[0])))
    return out[-5:]


nan = float("nan")
rows = [(3, 1, 2), (1, 1, 5)] * 20
print(extremes(rows + [(1.5, nan, 0.5), (nan, 1.0, 2.0), (1, 2.5, True), ("b", "a", "c"), (2, 2, 1 << 70)]))


class Account:
    limit = 5

    def __init__(self):
        self._b = 0
        self.changes = 0

    @property
    def balance(self):
        return self._b

    @balance.setter
    def balance(self, v):
        if v > self.limit:
            raise ValueError("too much: %d" % v)
        self._b = v
        self.changes += 1


class Strict(Account):
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2 if name == "balance" else value)


def pay(accounts, n):
    errors = []
    for k in range(n):
        a = accounts[k % len(accounts)]
        try:
            a.balance = a.balance + 1
        except ValueError as e:
            errors.append(str(e))
            a.balance = 0
        if k == n - 8:
            Account.balance = property(lambda self: 3, lambda self, v: errors.append(v))
    return errors, [(a._b, a.changes) for a in accounts]


print(pay([Account(), Account(), Strict()], 70))


def numbers(values):
    out = []
    for v in values:
        try:
            out.append((math.gcd(v, 12), math.isqrt(abs(v)), round(v / 7, 2), divmod(v, 5), hex(v), math.sinh(v / 100)))
        except (TypeError, AttributeError, OverflowError) as e:
            out.append(type(e).__name__)
    return out[-4:]


class Odd:
    def __index__(self):
        print("index")
        return 4

    def __abs__(self):
        return self

    def __truediv__(self, other):
        return 0.5

    def __divmod__(self, other):
        return "divmod"


print(numbers(list(range(40)) + [1 << 66, 2.5, Odd()]))


def odd_ends(values):
    out = []
    for v in values:
        try:
            out.append(ord(v))
        except TypeError as e:
            out.append(str(e))
    return out[-4:]


print(odd_ends(["a"] * 40 + ["ab", b"x", 5]))


def same(pairs):
    out = []
    for a, b in pairs:
        out.append((a == b, a != b, a[0] == b[0], a[-1] != b[-1], ord(a[0]) + ord(b[-1])))
    return out[-5:]


class Text(str):
    def __eq__(self, other):
        return "eq"

    __hash__ = str.__hash__


print(same([("ab", "ab"), ("ab", "b")] * 20 + [("é", "é"), ("a\ud800", "ab"), (Text("ab"), "ab"), ("日本", "日b"), (["x", "y"], "xy")]))


def scan(texts):
    n = 0
    for t in texts:
        i = 0
        try:
            while t[i] != "!":
                n += 1 if t[i] == "a" else 2
                i += 1
        except IndexError as e:
            n += 100
    return n


print(scan(["abc!", "aa!", "abab"] * 20 + ["é!", "aé", ""]))


def reversed_parts(n):
    objects = [[k] for k in range(6)]
    out = []
    for i in range(n):
        out = objects[i % 5 :: -1] + objects[:2:-1] + objects[-1:-9:-1] + objects[9:0:-2]
    return out, objects[2:5:-1]


print(reversed_parts(50))
