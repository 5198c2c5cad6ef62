# The subject is evaluated once; failed patterns may leave bindings; guards see captures.
class Loud:
    def __eq__(self, other):
        print("eq", other, end="; ")
        return other == "yes"


def subject():
    print("subject", end="; ")
    return Loud()


match subject():
    case "no":
        print("no")
    case "maybe" | "yes":
        print("yes")


class Color:
    RED = "red"

    class Deep:
        BLUE = "blue"


def color(c):
    match c:
        case Color.RED:
            return "is red"
        case Color.Deep.BLUE:
            return "is blue"
        case other:
            return f"captured {other}"


print(color("red"), color("blue"), color("x"))


def guards(x):
    log = []
    match x:
        case [a, b] if log.append(("first", a, b)):
            return "never"
        case [a, _] if log.append(("second", a)) or a > 1:
            return log, "second"
        case [*all]:
            return log, all


print(guards([1, 2]), guards([5, 6]))
match (1, 2):
    case (a, 3):
        print("never")
    case (a, b):
        print(a, b)


def returns():
    for x in [1, "two", [3], None]:
        match x:
            case int():
                continue
            case str():
                yield "str"
            case [y]:
                yield y
                break


print(list(returns()))
x = [1, [2, 3], {"k": (4, 5)}]
match x:
    case [int() as a, [b, *c], {"k": (d, e)}] as whole:
        print(a, b, c, d, e, whole is x)
for source in ("match x:\n case a: pass\n case b: pass", "match x:\n case _: pass\n case 1: pass", "match x:\n case 1 | a: pass", "match x:\n case [a, a]: pass", "match x:\n case a | 1: pass", "match x:\n case (1 as _): pass", "match x:\n case [*a, *b]: pass", "match x:\n case 1 + 1: pass"):
    try:
        compile(source, "<s>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg)
