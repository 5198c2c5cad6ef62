"""Frames of generators that become part of a loop's trace: filters, chains, delegation, early ends, objects in variables."""


def numbers(n):
    for i in range(n):
        yield i


def evens(items):
    for x in items:
        if x % 2 == 0:
            yield x


def outer(n):
    got = yield from numbers(n)
    yield got
    yield from numbers(3)


def pairs(n):
    a, b = 0, 1.5
    for i in range(n):
        a += i
        b = b * 0.5 + i
        yield a, b


class Noisy:
    def __init__(self, name, log):
        self.name, self.log = name, log

    def __del__(self):
        self.log.append(self.name)


def holds(n, log):
    thing = None
    for i in range(n):
        thing = Noisy(i, log)
        yield i
    thing = None
    log.append("end")
    yield -1


def total(items):
    s = 0
    for x in items:
        s += x if x is not None else 100
    return s


def main():
    print(total(numbers(500)), total(evens(numbers(500))), total(evens(evens(numbers(500)))))
    print(total(outer(300)))
    last = None
    for last in pairs(200):
        pass
    print(last)
    log = []
    for i in holds(60, log):
        log.append(-i)
    print(log)
    # Left in the middle: the rest is still there.
    g = numbers(400)
    for x in g:
        if x == 250:
            break
    print(next(g), total(g), list(g))
    # Types change underway.
    print(total(x if x < 200 else x * 0.5 for x in range(300)))
    print(total(x if x < 200 else 2**62 + x for x in range(300)))
    # Two generators in turn in one loop.
    a, b, s = numbers(200), evens(numbers(400)), 0
    for x in a:
        for y in b:
            s += x * y
            break
    print(s)
    # One generator after the other through the same loop.
    print([total(g) for k in range(40) for g in (numbers(k), evens(numbers(k)), pairs_sum(k))])


def pairs_sum(n):
    for a, b in pairs(n):
        yield a - int(b)


main()
