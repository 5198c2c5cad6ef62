# Literal, capture, wildcard, or-patterns and guards.
def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -5:
            return "minus five"
        case 2.5:
            return "float"
        case 1 + 2j:
            return "complex"
        case "a" | "b":
            return "letter"
        case b"x":
            return "bytes"
        case True:
            return "never: True == 1"
        case None:
            return "none"
        case str() as s if len(s) > 3:
            return f"long {s}"
        case str(s):
            return f"str {s}"
        case n if isinstance(n, int) and n > 100:
            return f"big {n}"
        case _:
            return "other"


for x in (0, 0.0, False, True, 1, 2, 3.0, -5, 2.5, 1 + 2j, "a", "b", b"x", None, "hello", "hey", 101, 50, [], object):
    print(repr(x) if x is not object else "object", f(x))


def no_match(x):
    match x:
        case 1:
            pass
    return "fell through"


def singletons(x):
    match x:
        case True:
            return "True"
        case False:
            return "False"
        case None:
            return "None"
    return "none of them"


print(no_match(5), singletons(1), singletons(True), singletons(0), singletons(None), singletons(False))
match = {"match": 1}
case = 5
print(match["match"], case)
match case:
    case 5:
        print("soft keywords")
match 1, 2:
    case a, b:
        print(a, b)
