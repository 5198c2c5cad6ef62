# Defaults are evaluated once, at the def.
def counter(n=[0]):
    n[0] += 1
    return n[0]


print(counter(), counter(), counter([5]), counter(), counter.__defaults__)
x = 1


def late(a, b=x, *, c=x + 1, d=None):
    return a, b, c, d


x = 100
print(late(0), late(0, 5), late(0, c=7, d=8), late(b=1, a=2), late.__defaults__, late.__kwdefaults__)
late.__defaults__ = ("B",)
late.__kwdefaults__ = {"c": "C", "d": "D"}
print(late(0))
late.__defaults__ = None
late.__kwdefaults__ = None
try:
    late(0)
except TypeError as error:
    print(error)
fs = []
for i in range(3):
    def f(i=i):
        return i
    fs.append(f)
print([f() for f in fs], (lambda a, b=2, *c, d=4, **e: (a, b, c, d, e))(1, x=9))
