# oracle: 3.14
# Every dict method.
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("c", 3), d.setdefault("n"), d, d.pop("n"), d.pop("zz", "dflt"), d.copy(), d.copy() is d, len(d), "a" in d, "z" not in d)
d.update(b=20, e=5)
d.update([("f", 6)])
d.update({"a": 10})
d.update()
print(d, d.keys(), d.values(), d.items(), d.popitem(), d.clear(), d)
d |= {"x": 1}
d |= [("y", 2)]
print(d, d == {"y": 2, "x": 1}, d != {}, {} == {}, dict(d), d | {}, {"q": 0} | d)
for call in (lambda: {}["k"], lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {}.update(5), lambda: {}.update([1]), lambda: {}.update([(1, 2, 3)]), lambda: {} | [], lambda: dict(5), lambda: {} < {}, lambda: {}.get(), lambda: {}.setdefault(), lambda: dict(1, 2), lambda: {}.pop(), lambda: {}[1, 2]):
    try:
        print(call())
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
