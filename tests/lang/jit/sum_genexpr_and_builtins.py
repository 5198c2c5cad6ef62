# Eager builtins over generator expressions, map, filter and friends, hot, with types that change.
def f(n):
    return sum(x * x for x in range(n))


print([f(n) for n in range(0, 60, 12)], sum(x for x in [1] * 30 + [0.5] * 30), sum(x for x in [1 << 61] * 10), any(x > 50 for x in range(100)), all(x < 50 for x in range(100)), min(x % 7 for x in range(3, 40)), max((x * 7 % 31, x) for x in range(40)))
print(sum(map(lambda x: x * 2, range(50))), sum(filter(lambda x: x % 2, range(50))), list(map(str, range(30)))[-1], sum(map(int, "123" * 20)), sum(map(lambda a, b: a * b, range(30), [0.5] * 30)), len(list(filter(None, [0, 1] * 30))), sorted((x * 37 % 41 for x in range(40)), key=lambda v: -v)[:5], max(range(60), key=lambda v: (v * 7) % 60), tuple(x for x in range(40) if x > 35), set(x % 4 for x in range(50)), dict((k, k * k) for k in range(30))[29], "".join(str(x % 10) for x in range(40)), [*map(len, ["a", "bb"] * 20)][-1], list(zip(range(30), "ab" * 15))[-1], list(enumerate(range(30)))[-1], sum(1 for _ in zip(range(50), range(40))))
total = 0
for k in range(40):
    total += sum(i for i in range(k)) + len([i for i in range(k) if i % 2]) + max([k, 10]) + any(i == 30 for i in range(k))
print(total)
try:
    sum(x for x in [1] * 40 + ["a"])
except TypeError as error:
    print(error)
try:
    list(map(lambda x: 1 // x, range(30, -1, -1)))
except ZeroDivisionError:
    print("map stopped")


def gen():
    for i in range(50):
        yield i if i != 40 else None


try:
    max(gen())
except TypeError as error:
    print(error)


class V:
    def __init__(self, v):
        self.v = v

    def __radd__(self, o):
        return o + self.v

    def __lt__(self, o):
        return self.v < o.v


print(sum(V(i) for i in range(40)), min((V(i * 7 % 11) for i in range(30))).v, sorted([V(i * 7 % 11) for i in range(11)])[3].v, reversed([1, 2]).__next__())
