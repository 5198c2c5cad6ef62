# Generators as methods, __iter__, contextmanagers by hand, and with state in cells.
class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def walk(self, depth=0):
        yield depth, self.value
        for child in self.children:
            yield from child.walk(depth + 1)


t = Tree(1, Tree(2, Tree(3)), Tree(4))
print(list(t), list(t.walk()), sum(t), 3 in t, max(t), [*t], dict(enumerate(t)))


def make():
    n = 0

    def gen():
        nonlocal n
        while n < 100:
            n += 1
            yield n

    return gen, lambda: n


gen, get = make()
a, b = gen(), gen()
print(next(a), next(b), next(a), get(), sum(1 for _ in a), get(), list(b))


class Managed:
    def __init__(self, g):
        self.g = g

    def __enter__(self):
        return next(self.g)

    def __exit__(self, kind, value, tb):
        if kind is None:
            next(self.g, None)
            return False
        try:
            self.g.throw(value)
        except StopIteration:
            return True


def resource():
    print("open")
    try:
        yield "handle"
    except ValueError:
        print("swallowed")
    finally:
        print("close")


with Managed(resource()) as h:
    print(h)
with Managed(resource()):
    raise ValueError
print("after")
