# __format__ receives the evaluated spec; conversions happen first.
class F:
    def __format__(self, spec):
        return f"[{spec}]"

    def __repr__(self):
        return "F-repr"

    def __str__(self):
        return "F-str"


f, w = F(), 10
print(f"{f}", f"{f:abc}", f"{f:{w}}", f"{f:{w}.{w + 1}x}", f"{f!r}", f"{f!r:>8}", f"{f!s:<7}|", f"{f=}", f"{f=:x}", f"{f=!s}", f"{f:%Y-%m-%d}", f"{f:{'{'}}")


class BadFormat:
    def __format__(self, spec):
        return 5


class S(str):
    def __format__(self, spec):
        return "custom"


print(f"{S('x')}", f"{S('x')!s}", f"{S('x')!r}", type(f"{S('x')!s}").__name__)
for action in (lambda: f"{BadFormat()}", lambda: f"{5:s}", lambda: f"{'x':d}", lambda: f"{[]:5}", lambda: f"{None:x}", lambda: f"{object():>5}", lambda: f"{5:{'bad spec'}}", lambda: f"{1.5:d}"):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
order = []


def say(v):
    order.append(v)
    return v


print(f"{say(1)}{say(2):{say(3)}}{say('x')!r:{say('>')}{say(4)}}", order)
