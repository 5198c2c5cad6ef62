# A value travels through locals, cells, lists, dicts, attributes and generators without changing identity or type.
class Box:
    __slots__ = ("v",)


def travel(v, n):
    box, cell_get, cell_set = Box(), None, None

    def make():
        held = None

        def get():
            return held

        def put(x):
            nonlocal held
            held = x
        return get, put

    get, put = make()
    l, d = [None], {}
    for i in range(n):
        box.v = v
        l[0] = box.v
        d["k"] = l[0]
        put(d["k"])
        (w,) = (get(),)
        v = next(x for x in [w])
    return v


token = object()
for value in (1, 2.5, 1 << 70, "text", None, True, token, (1, 2), [3], 5e-324, -0.0, float("inf"), 1 << 62, -(1 << 62) - 1):
    r = travel(value, 30)
    print(type(r).__name__, r is value or r == value, r if value is not token else "token")
values = [1, 2.5, "s", None, 1 << 70]
out = []
for i in range(100):
    out.append(travel(values[i % 5], 3))
print(out == values * 20)
