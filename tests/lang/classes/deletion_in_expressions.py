# Temporaries die where CPython lets them die: after the call, after the operator, at the end of the statement.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def me(self):
        return self

    def value(self):
        return self.name

    def __add__(self, other):
        return D(self.name + other.name)

    def __getitem__(self, k):
        return D(f"{self.name}[{k}]")

    def __enter__(self):
        return self

    def __exit__(self, *a):
        print("exit", self.name)


print((D("a") + D("b")).value(), "after add")
print(D("c")[1][2].value(), "after items")
D("d").me().me().value()
print("next")
with D("w"):
    print("in with")
print("after with")
with D("w2") as w:
    pass
print("w2 bound")
del w


def passing(x):
    print("got", x.value())
    x = None
    print("dropped")


passing(D("arg"))
x = D("old")
x = D("new")
x, y = D("p"), x
print("swapped")
del x
y = None
[D(i).value() for i in "mn"]
lst = [D("e1"), D("e2")]
lst[:] = []
print("emptied")
gen = (D(n) for n in ["g1", "g2"])
next(gen)
print("gen advanced")
del gen
k = D("k1") and D("k2")
print("and")
k = None
f = lambda z=D("default"): z.value()
del f
print("done")
