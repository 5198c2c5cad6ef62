# Properties, __getattr__ and descriptors in hot loops, replaced on the way.
class T:
    def __init__(self):
        self._v = 0
        self.reads = 0

    @property
    def v(self):
        self.reads += 1
        return self._v

    @v.setter
    def v(self, value):
        if value > 35:
            raise ValueError(value)
        self._v = value

    def __getattr__(self, name):
        return len(name)


t = T()
total = 0
for i in range(30):
    t.v = i
    total += t.v + t.missing
print(total, t.reads)
errors = 0
for i in range(50):
    try:
        t.v = i
    except ValueError:
        errors += 1
print(errors, t.v)
out = []
for i in range(50):
    out.append(t.v)
    if i == 20:
        T.v = 5
    if i == 30:
        t.__dict__["v"] = "own"
    if i == 40:
        T.v = property(lambda self: "property again")
print(out[19:22], out[30:33], out[40:43])


class Counting:
    def __get__(self, obj, kind):
        obj.__dict__.setdefault("hits", 0)
        obj.__dict__["hits"] += 1
        return obj.__dict__["hits"]


class H:
    c = Counting()


h = H()
print(sum(h.c for _ in range(40)))
Counting.__set__ = lambda self, obj, value: obj.__dict__.__setitem__("hits", value)
for i in range(40):
    if i == 20:
        h.c = 0
    last = h.c
print(last)


class G:
    def __getattribute__(self, name):
        return name if name.startswith("x") else object.__getattribute__(self, name)


g = G()
g.y = 1
text = 0
for i in range(40):
    text += len(g.xabc) + g.y
    if i == 25:
        del G.__getattribute__
        G.xabc = "q"
print(text)
