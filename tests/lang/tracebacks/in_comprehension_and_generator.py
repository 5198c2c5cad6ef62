# exit: 1
def inverse(x):
    return 1 / (x - 2)


def gen(values):
    for v in values:
        yield [inverse(w) for w in range(v)]


print([sum(g) for g in gen([1, 2])])
list(gen([1, 2, 3]))
