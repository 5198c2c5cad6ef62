# Rich comparison, its reflections, defaults, and functools.total_ordering-like use in sort.
class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return isinstance(o, V) and self.v == o.v

    def __lt__(self, o):
        log.append(("lt", self.v, o.v))
        return self.v < o.v

    def __repr__(self):
        return f"V{self.v}"


log = []
print(V(1) == V(1), V(1) != V(1), V(1) != V(2), V(1) == 1, 1 == V(1), V(1) < V(2), V(1) > V(2), log)
log.clear()
print(sorted([V(3), V(1), V(2)]), max([V(1), V(3)]), min(V(2), V(0)), len(log) > 0, V(1) in [V(0), V(1)], [V(1), V(2)] == [V(1), V(2)], (V(1),) < (V(2),), [V(1)].index(V(1)), [V(1), V(1)].count(V(1)))
try:
    hash(V(1))
except TypeError as error:
    print(error)
for action in (lambda: V(1) <= V(2), lambda: V(1) < 5):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(error)


class Weird:
    def __eq__(self, o):
        return "equal?"

    def __lt__(self, o):
        return []

    def __ge__(self, o):
        return 5


w = Weird()
print(w == 1, w != 1, 1 == w, w < 1, 1 > w, w >= 1, 1 <= w, bool(w == 1), [w] == [1], w < 1 < 2, not (w == 1), "yes" if w < 1 else "no")


class H:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, o):
        return self.v == getattr(o, "v", o)


print({H(1): "a"}[1], H(2) in {2}, {H(1), 1, H(1)} == {1}, len({H("x"), "x"}), object() == object(), object() != object())
