# Context managers: order, values, suppression, several at once.
class M:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, value, tb is not None)
        return self.suppress


with M("a") as a, M("b") as b:
    print(a, b)
with (M("c") as c, M("d"), M("e") as (x),):
    print(c, x)
with M("s", True):
    raise ValueError("swallowed")
print("after")
try:
    with M("outer"):
        with M("inner"):
            raise KeyError("through")
except KeyError as error:
    print("caught", error)
with M("o", True):
    with M("i", False):
        1 / 0
for i in range(3):
    with M(f"loop{i}"):
        if i == 0:
            continue
        break


def f():
    with M("ret"):
        return "value"


def g():
    with M("gen"):
        yield 1
        yield 2


print(f(), next(g()))
it = g()
next(it)
it.close()
with M("t") as (p, *q):
    print(p, q)
d = {}
with M("k") as d["key"], M("z") as d["z"]:
    print(d)
