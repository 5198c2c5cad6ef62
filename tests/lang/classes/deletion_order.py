# oracle: 3.14
# __del__ runs at once when the last reference goes, in a fixed order.
class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = D("a")
b = a
del a
print("still")
b = D("b")
print("rebound")
l = [D("l0"), D("l1"), D("l2")]
l.pop(1)
print("popped")
l[0] = None
print("overwritten")
del l
print("list gone")


def f():
    x, y = D("x"), D("y")
    print("in f")
    return "f done"


print(f())
D("temporary")
D("tmp").name.upper()
print(D("arg").name)
d = {"k": D("value")}
d["k"] = D("value2")
d.clear()
t = (D("t0"), D("t1"))
t = None


class Holder:
    pass


h = Holder()
h.first, h.second = D("first"), D("second")
h.first = 0
h = None
print("holder gone")
for i in range(2):
    v = D(f"loop{i}")
print("loop over")
del v
try:
    x = D("in try")
    raise ValueError
except ValueError:
    print("handler")
    x = None


class Raises:
    def __del__(self):
        self.saved.append(self)


Raises.saved = saved = []
r = Raises()
del r
print("resurrected", len(saved), type(saved[0]).__name__)
print("end")
last = D("at exit")
