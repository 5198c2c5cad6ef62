# Long chains of yield from, recursion through generators, and generators feeding generators.
def chain(n):
    if n == 0:
        yield "bottom"
        return 0
    return 1 + (yield from chain(n - 1))


def drive(g):
    out = []
    while True:
        try:
            out.append(next(g))
        except StopIteration as stop:
            return out, stop.value


print(drive(chain(200)))


def sieve():
    def numbers():
        n = 2
        while True:
            yield n
            n += 1

    def without(p, source):
        for n in source:
            if n % p:
                yield n

    source = numbers()
    while True:
        p = next(source)
        yield p
        source = without(p, source)


g = sieve()
print([next(g) for _ in range(25)])


def flatten(x):
    if isinstance(x, list):
        for y in x:
            yield from flatten(y)
    else:
        yield x


print(list(flatten([1, [2, [3, [4, []], 5]], [[6]]])))


def permutations(items):
    if not items:
        yield []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [items[i]] + rest


print(len(list(permutations(list(range(5))))), next(permutations("abc")), list(permutations("abc"))[-1])


def inorder(t):
    if t:
        left, value, right = t
        yield from inorder(left)
        yield value
        yield from inorder(right)


print(list(inorder((((None, 1, None), 2, (None, 3, None)), 4, ((None, 5, None), 6, None)))))
