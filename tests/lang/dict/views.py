# Views are live, and keys and items behave as sets.
d = {"a": 1, "b": 2, "c": 3}
keys, values, items = d.keys(), d.values(), d.items()
d["d"] = 4
print(keys, values, items, len(keys), "d" in keys, 4 in values, ("d", 4) in items, ("d", 5) in items, "a" in items)
print(sorted(keys & {"a", "x"}), sorted(keys | {"x"}), sorted(keys - {"a"}), sorted(keys ^ {"a", "x"}), keys == {"a", "b", "c", "d"}, keys > {"a"}, keys.isdisjoint("xy"), sorted({"a", "q"} - keys), sorted(keys & ["a"]))
print(sorted(items & {("a", 1), ("b", 9)}), items == {("a", 1), ("b", 2), ("c", 3), ("d", 4)}, values == d.values(), list(reversed(keys)), keys.mapping == d, type(keys).__name__, type(items).__name__, type(values).__name__)
print({}.keys(), {}.items(), list({}.values()), dict(items) == d, [k for k in keys], {v: k for k, v in items})
try:
    keys.mapping["z"] = 1
except TypeError as error:
    print(error)
try:
    {1: []}.items() & {(1, 2)} and print("ok")
    print({1: []}.items() | set())
except TypeError as error:
    print("TypeError")
