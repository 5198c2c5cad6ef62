# Tuples: construction, indexing, methods, comparison, hash.
t = (1, "a", None, (2, 3))
print(t, (), (1,), tuple(), tuple("ab"), tuple([1]), t[0], t[-1][1], t[1:3], t[::-1], len(t), t + (4,), (0,) * 3, 2 * (1, 2), "a" in t, t.index("a"), (1, 2, 1).count(1))
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), (1, 2) == (1, 2), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)), hash((1, 2)) == hash((2, 1)), {(1, "k"): "v"}[1, "k"], tuple(t) is t, t[:] is t)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d, *t)
print(hash(()), hash((1,)), hash((1, 2, 3)), hash((1.5, -1)), hash(((), (0,))))
for call in (lambda: t[9], lambda: t["a"], lambda: t.__setitem__, lambda: hash(([],)), lambda: t + [1], lambda: tuple(5), lambda: (1,) < (None,), lambda: t * 1.5):
    try:
        print(call())
    except (IndexError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    t[0] = 1
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
