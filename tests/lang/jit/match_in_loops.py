# match statements in hot loops over subjects of every shape.
class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def kind(v):
    match v:
        case 0:
            return "zero"
        case int(n) if n > 100:
            return "big"
        case int() | float():
            return "number"
        case "a" | "b":
            return "ab"
        case str(s):
            return s[:1]
        case [x]:
            return ("one", x)
        case [x, *rest]:
            return ("many", x, len(rest))
        case {"k": k, **rest}:
            return ("map", k, len(rest))
        case P(0, y):
            return ("axis", y)
        case P(x=x, y=y):
            return ("point", x + y)
        case None:
            return "none"
    return "other"


values = [0, 5, 500, 2.5, "a", "xyz", [1], [1, 2, 3], (4, 5), {"k": 1, "z": 2}, {"q": 1}, P(0, 7), P(1, 2), None, object, True, [], b"b"]
out = {}
for i in range(300):
    k = kind(values[i * 5 % len(values)] if i > 40 else i % 3)
    out[str(k)] = out.get(str(k), 0) + 1
print(sorted(out.items()))


def evaluate(expr):
    match expr:
        case int() | float():
            return expr
        case ("+", a, b):
            return evaluate(a) + evaluate(b)
        case ("*", a, b):
            return evaluate(a) * evaluate(b)
        case ("neg", a):
            return -evaluate(a)
        case ("if", c, t, f):
            return evaluate(t) if evaluate(c) else evaluate(f)
        case _:
            raise ValueError(expr)


e = 1
for i in range(30):
    e = ("+", ("*", e, 2) if i % 4 else ("neg", e), ("if", i % 3, i, 0.5))
print(evaluate(e))
try:
    for i in range(40):
        evaluate(("+", 1, 2 if i < 30 else "two"))
except ValueError as error:
    print(i, error)
