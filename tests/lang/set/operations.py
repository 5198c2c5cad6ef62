# The algebra of sets and frozensets.
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a.union(b, [9]), a.intersection([1, 4], (4, 5)), a.difference([1], [2]), a.symmetric_difference([1, 7]))
print(a <= b, {3} < b, {3, 4, 5} <= b, b >= {3}, b > b, a == {4, 3, 2, 1}, a != b, a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([8]), a == frozenset(a), {1} == [1])
f = frozenset([1, 2])
print(f | {3}, type(f | {3}), type({3} | f), f & {1}, f - {1}, f ^ {2, 3}, hash(f) == hash(frozenset([2, 1])), {f: "v"}[frozenset([1, 2])], f.copy() is f, frozenset(f) is f, frozenset(), {f, frozenset([2, 1])})
c = {1, 2, 3}
c |= {4}; c &= {2, 3, 4, 5}; c -= {5, 3}; c ^= {2, 9}
print(sorted(c), c.add(1), c.discard(77), c.remove(1), sorted(c), c.update("ab", [0]), len(c), c.clear(), c, set() == frozenset())
g = f
g |= {7}
print(f, sorted(g), 1 in f, 3 not in f, {1, 2}.intersection(), set().union())
for call in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1} < [1], lambda: set(5), lambda: {1} + {2}, lambda: f.add(1), lambda: {1}.update(5), lambda: set(1, 2), lambda: hash({1}), lambda: {1} & 5):
    try:
        print(call())
    except (KeyError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
