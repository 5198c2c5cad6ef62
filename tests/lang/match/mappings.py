# Mapping patterns: extra keys are fine, **rest takes them.
def f(x):
    match x:
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": "rect", "w": w, "h": h, **rest}:
            return f"rect {w}x{h} {rest}"
        case {"nested": {"deep": [first, *_]}}:
            return f"deep {first}"
        case {1: one, None: none}:
            return f"one {one} none {none}"
        case {"opt": None | "x" as v}:
            return f"opt {v}"
        case {**all_of_it} if len(all_of_it) > 2:
            return f"many {sorted(all_of_it)}"
        case {}:
            return "some mapping"
    return "no"


from collections import defaultdict, OrderedDict
for x in ({"type": "circle", "r": 5, "extra": 1}, {"type": "rect", "w": 1, "h": 2, "c": "red"}, {"type": "rect", "w": 1}, {"nested": {"deep": (7, 8)}}, {1: "a", None: "b"}, {"opt": None}, {"opt": "y"}, {"a": 1, "b": 2, "c": 3}, {}, [], "type", OrderedDict(type="circle", r=1), None):
    print(f(x))
d = defaultdict(int)
print(f(d), len(d))
match d:
    case {"missing": v}:
        print("found", v)
    case _:
        print("not made", len(d))
key = "k"


class Keys:
    K = "k"


match {"k": 1}:
    case {Keys.K: v}:
        print("dotted key", v)
for source in ("match {}:\n case {'a': 1, 'a': 2}: pass", "match x:\n case {**rest, 'a': 1}: pass", "match x:\n case {**_}: pass", "match x:\n case {a: 1}: pass"):
    try:
        exec(source, {"x": {}})
        print("ran")
    except SyntaxError as error:
        print(error.msg)
try:
    match {"k": 1}:
        case {Keys.K: _, "k": _}:
            pass
except ValueError as error:
    print(error)
