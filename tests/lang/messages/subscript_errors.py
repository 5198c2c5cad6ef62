# oracle: 3.14
# Messages of wrong subscripts, calls and iterations.
class C:
    pass


def f():
    pass


import math
targets = {"5": 5, "None": None, "C()": C(), "C": C, "f": f, "len": len, "'s'": "s", "[1]": [1], "(1,)": (1,), "{1}": {1}, "{'a': 1}": {"a": 1}, "1.5": 1.5, "range(3)": range(3), "iter([])": iter([]), "math": math}
for name, target in targets.items():
    for source in ("t['k']", "t[0] = 1", "del t[0]", "t()", "for x in t: break", "[*t]", "len(t)", "t[99]", "a, b = t", "f(*t)", "f(**t)", "t[1:2]", "1 in t"):
        if name == "range(3)" and source == "a, b = t" or name in ("'s'", "[1]", "(1,)", "{1}", "{'a': 1}") and source == "f(*t)":
            continue
        try:
            exec(source, {"t": target, "f": f})
        except (TypeError, KeyError, IndexError, ValueError) as error:
            text = str(error)
            print(name, source, "->", type(error).__name__, text)
