# Loops entered many times, for a few rounds each: counters, entries in the middle, empty rounds.
def inner(n):
    t = 0
    for i in range(n):
        t += i
    return t


print(sum(inner(k % 5) for k in range(200)), sum(inner(0) for _ in range(100)), inner(1), inner(2), inner(100))


def resume(it, n):
    t = 0
    for x in it:
        t += x
        n -= 1
        if n == 0:
            break
    return t


it = iter(range(300))
print([resume(it, k) for k in (1, 2, 3, 50, 1, 1, 100, 500, 5)])
g = (i * 0.5 if i > 60 else i for i in range(100))
print([resume(g, 9) for _ in range(13)])


class Countdown:
    def __init__(self):
        self.n = 50

    def step(self):
        while self.n > 0:
            self.n -= 1
            if self.n % 6 == 0:
                return self.n
        return None


c = Countdown()
print([c.step() for _ in range(12)])


def first(pred, items):
    for x in items:
        if pred(x):
            return x


print([first(lambda v: v > k, range(30)) for k in range(0, 40, 6)], [first(str.isupper, "abcDe" * 5), first(lambda s: s == "z", "abc")])
calls = 0
for i in range(50):
    for j in []:
        calls += 1
    for j in (1,):
        calls += 1
    while False:
        calls += 100
    for j in range(i % 2):
        calls += 1
print(calls)
