# Fields of objects change type, come and go, and objects of several shapes meet one loop.
class O:
    pass


def total(objs):
    t = 0
    for o in objs:
        t += o.v
    return t


def make(v, *extra):
    o = O()
    for name in extra:
        setattr(o, name, name)
    o.v = v
    return o


ints = [make(1) for _ in range(30)]
print(total(ints), total(ints + [make(0.5)] + ints), total([make(1, "a"), make(2, "b", "a"), make(3)] * 15), total(ints + [make(1 << 65)]))
o = O()
out = []
for i in range(60):
    o.v = i
    if i == 20:
        o.w = "more"
    if i == 30:
        o.v = 2.5
    if i == 40:
        del o.w
    if i == 45:
        o.__dict__["v"] = "dict"
    if i == 50:
        o.__dict__ = {"v": -1, "z": 0}
    out.append(o.v)
print(out[19:22], out[29:32], out[39:42], out[44:47], out[49:52], vars(o))
grown = []
for i in range(60):
    g = O()
    for k in range(i % 12):
        setattr(g, f"f{k}", k)
    grown.append(len(vars(g)))
print(sum(grown))
missing = 0
for o in ints + [O()] * 5 + ints:
    try:
        o.v += 1
    except AttributeError:
        missing += 1
print(missing, total(ints))


class Slotted:
    __slots__ = ("v", "w")


s = Slotted()
acc = 0
for i in range(50):
    s.v = i if i < 25 else i * 0.5
    acc += s.v
    if i == 30:
        del s.v
        try:
            s.v
        except AttributeError as error:
            acc += 1000
print(acc)
