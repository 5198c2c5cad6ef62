# Context managers in hot loops: values, suppression, exits by every door.
log = []


class M:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        log.append(self.n)
        return self.n * 2

    def __exit__(self, kind, value, tb):
        log.append(kind.__name__ if kind else None)
        return kind is KeyError


def run(n):
    total = 0
    for i in range(n):
        with M(i) as v:
            total += v
            if i % 10 == 3:
                raise KeyError
            if i % 10 == 5:
                continue
            if i == 45:
                break
            total += 1
    return total


print(run(60), len(log), log[-4:], log.count("KeyError"))


def returns(n):
    for i in range(n):
        with M(i):
            if i == 33:
                return i


print(returns(50), log[-2:])
try:
    for i in range(50):
        with M(i), M(-i):
            1 / (40 - i)
except ZeroDivisionError:
    print(i, log[-4:])


class Switch:
    active = 0

    def __enter__(self):
        Switch.active += 1

    def __exit__(self, *a):
        Switch.active -= 1


s = Switch()
for i in range(40):
    with s:
        with s:
            peak = Switch.active
    if i == 20:
        Switch.__exit__ = lambda self, *a: True
print(peak, Switch.active)
for i in range(30):
    with s:
        raise ValueError
print("suppressed", Switch.active)
