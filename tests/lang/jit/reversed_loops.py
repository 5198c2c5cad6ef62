# reversed() of lists and ranges in loops: storages, lists that change, exhausted iterators, empty ones, steps.
def horner(c, x):
    r = 0.0
    for a in reversed(c):
        r = r * x + a
    return r


def walk(n):
    out = []
    items = list(range(n))
    for k, x in enumerate(reversed(items)):
        if k == 30:
            items[0] = "first"
        if k == 40:
            del items[5:]
        out.append(x)
    return len(out), out[-3:]


def ranges():
    total = 0
    for i in range(20):
        for j in reversed(range(i)):
            total = total * 3 % 1000003 + j
        for j in reversed(range(i, -i, -3)):
            total = total * 3 % 1000003 + j
    return total


it = None
for i in range(40):
    h = horner([1.0, 2, 3.5] if i < 30 else [1, 2, 3], i % 4)
    it = reversed([i, i + 1, i + 2])
    a = next(it)
    b = [x for x in it]
    c = [x for x in it]
print(h, a, b, c, list(it), it.__length_hint__())
print(walk(60), walk(3), walk(0))
print(ranges())
print(list(reversed(range(2**63 - 3, 2**63 + 3)))[:2], list(zip(reversed([1, 2]), reversed(range(3)))))
for i in range(10):
    items = [1, 2, 3]
    r = reversed(items)
    next(r)
    items.clear()
    assert list(r) == []
    items += [7, 8, 9]
    assert list(r) == []
try:
    for i in range(30):
        reversed({1} if i == 25 else [1])
except TypeError as e:
    print(e)
