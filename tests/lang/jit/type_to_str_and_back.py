# One variable holds ints, floats, text, lists and None in turn, with the same operators.
def double(x):
    return x + x


values = [1, 2, 3] * 10 + [1.5, 2.5] * 10 + ["a", "b"] * 10 + [[1], [2]] * 10 + [(1,)] * 10 + [1 << 70] * 10 + [True] * 10
out = []
for v in values:
    out.append(double(v))
print(out)
log = []
for v in values + [None] + values[:10]:
    try:
        log.append(type(v * 2).__name__)
    except TypeError as error:
        log.append(str(error))
print(log[::7], [l for l in log if "unsupported" in l])


def truth(items):
    n = 0
    for x in items:
        if x:
            n += 1
    return n


print(truth([0, 1] * 20), truth(["", "a"] * 20), truth([None, [], [0]] * 20), truth([0.0, -0.0, float("nan")] * 20), truth([0, "", 1.5, "x", (), (1,)] * 20))
