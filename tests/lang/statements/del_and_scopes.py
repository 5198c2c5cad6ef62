# del of names, items, slices, attributes and tuples of targets.
a, b, c = 1, 2, 3
del a, (b, [c])
for name in "abc":
    print(name in globals(), end=" ")
d = {"x": 1, "y": [1, 2, 3]}
del d["x"], d["y"][0], d["y"][-1:]
print(d)


class K:
    attr = 1

    def __delitem__(self, k):
        print("delitem", k)

    def __delattr__(self, n):
        print("delattr", n)


k = K()
del k[1], k["a":"b"], k.x, k[1, 2]
del K.attr
print(hasattr(K, "attr"))


def f():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        print(error)
    x = 2
    return x


def g():
    global made_global
    made_global = 1
    del made_global
    try:
        made_global
    except NameError as error:
        print(error)


print(f())
g()
for action in ("del undefined", "del d['nope']", "del d['y'][9]", "del (5).x", "del k.y.z"):
    try:
        exec(action)
        print("ok")
    except (NameError, KeyError, IndexError, AttributeError) as error:
        print(type(error).__name__, error)
x = [1, 2, 3]
for i in x[:]:
    del x[0]
print(x)
