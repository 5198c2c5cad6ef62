# any, all and sum over every kind of iterable; short circuits.
def noisy(values):
    for v in values:
        print("see", v, end="; ")
        yield v


print(any(noisy([0, "", 3, 4])))
print(all(noisy([1, "a", 0, 5])))
print(any([]), all([]), any({}), all("ab"), any([[], 0, None]), all([[]]), any(range(3)), all(range(3)), any(map(bool, [0, 1])), any({0: 1}), all({1, 2}))
print(sum(range(10)), sum([1, 2], 3), sum([[1], [2]], []), sum((0.1, 0.2)), sum(noisy([1, 2])), sum(x for x in (1, 2, 3) if x > 1), sum([True, True]), sum([1 << 62, 1 << 62, 1 << 62]), sum([-(1 << 63), -1]), sum([1, 2.5, 1 << 70]), sum({1: 5, 2: 6}), sum([], start=5), sum([1, 2], start=10))


class V:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return V(self.v + (o.v if isinstance(o, V) else o))

    __radd__ = __add__

    def __repr__(self):
        return f"V{self.v}"


print(sum([V(1), V(2)]), sum([V(1)], V(5)), sum([1, V(2), 3]), sum([2.5, V(1)]), sum(([x] for x in "ab"), []))


class Truth:
    def __bool__(self):
        raise KeyError("truth")


for f in (any, all):
    try:
        f([Truth()])
    except KeyError as error:
        print(error)
