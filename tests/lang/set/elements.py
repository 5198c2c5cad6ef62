# What counts as the same element.
print(len({1, 1.0, True}), {1, 1.0, True}, {1.0, 1}, {True, 1}, len({0, False, 0.0, -0.0, 0j}), len({float("nan"), float("nan")}), len({"a", b"a"}), len({(1, 2), (1.0, 2.0)}), {1, 2} == {2.0, 1.0})
n = float("nan")
print(len({n, n}), n in {n}, {"x"} == {"x"}, 1 in {1.0}, "1" in {1}, {None}, {()}, {frozenset()}, {frozenset({1})} == {frozenset({1})})
s = {frozenset({1, 2})}
print({1, 2} in s, frozenset({2, 1}) in s, s.discard({1, 2}), s)
print(sorted({"b", "a", "c"}), sorted(set("hello")), set(), repr(set()), repr(frozenset({1})), str({"one"}), {*range(3), *[7]}, {x for x in "aab" if x == "a"}, set({"k": 1}))
r = {1}
for x in (1, 2, 3):
    r = r | {x + len(r)}
print(sorted(r))
