# Insertion order: updates keep the place, deletion and re-insertion move to the end.
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 9
print(d, list(d), list(d.values()), list(d.items()))
del d["a"]
d["a"] = 5
print(d, d.popitem(), d)
e = {}
for i in range(20):
    e[i * 7 % 20] = i
for i in range(0, 20, 3):
    del e[i]
e.update({3: "x", 100: "y"})
print(e, list(reversed(e)), list(reversed(e.items()))[:2], list(reversed(e.values()))[:2])
print({**{"a": 1, "b": 2}, "a": 3, **{"c": 4}}, dict([("x", 1), ("y", 2)], z=3), dict(a=1, b=2) | {"b": 3, "c": 4}, {k: k * k for k in range(4)}, dict.fromkeys("abc", 0), dict(zip("ab", range(2))))
print({1: "a", True: "b", 1.0: "c"}, {"k": 1, "k": 2}, {(): 0, None: 1, "": 2, 0: 3, False: 4}, next(iter({"first": 1, "second": 2})))
