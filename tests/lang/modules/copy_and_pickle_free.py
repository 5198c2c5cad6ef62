# copy: shallow and deep, cycles, hooks.
import copy

a = [1, [2, 3], {"k": [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append("x")
a[2]["k"].append("y")
print(a, b, c, b[1] is a[1], c[1] is a[1])
l = [1]
l.append(l)
m = copy.deepcopy(l)
print(m[1] is m, m is not l, len(m))


class P:
    def __init__(self, x, items):
        self.x, self.items = x, items

    def __eq__(self, o):
        return vars(self) == vars(o)


p = P(1, [2])
q, r = copy.copy(p), copy.deepcopy(p)
print(q == p, q is p, q.items is p.items, r.items is p.items, r == p, type(r).__name__)


class Hooks:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep", type(memo).__name__


print(copy.copy(Hooks()), copy.deepcopy(Hooks()), copy.deepcopy([Hooks()]), copy.copy(5), copy.deepcopy((1, "a")), copy.copy(len) is len, copy.deepcopy({1: {2: 3}}), copy.copy({1, 2}), copy.deepcopy(frozenset([1])), copy.copy(P) is P)
shared = [0]
d = copy.deepcopy({"a": shared, "b": shared})
print(d["a"] is d["b"], copy.copy(bytearray(b"x")), copy.deepcopy(range(3)), copy.copy(slice(1, 2)))


class S:
    __slots__ = ("a",)


s = S()
s.a = [1]
print(copy.copy(s).a, copy.deepcopy(s).a is s.a)
