# del of locals, items, attributes and slices in hot loops, with errors when something is already gone.
def f(n):
    out = 0
    for i in range(n):
        x = i
        d = {"a": i, "b": i}
        l = [i] * 4
        del d["a"], l[0], l[-1]
        out += len(d) + len(l) + x
        del x
        if i % 20 == 19:
            try:
                x
            except UnboundLocalError:
                out += 1000
    return out


print(f(60))


class O:
    pass


o = O()
missing = 0
for i in range(60):
    o.a = i
    o.b = i
    del o.a
    if i % 10 == 5:
        try:
            o.a
        except AttributeError:
            missing += 1
    if i % 15 == 14:
        del o.b
        try:
            del o.b
        except AttributeError as error:
            missing += 100
print(missing, vars(o))
l = list(range(100))
removed = 0
while len(l) > 10:
    del l[len(l) // 2]
    removed += 1
    if removed % 30 == 0:
        del l[:5]
print(l, removed)
d = {i: i for i in range(60)}
for i in range(0, 120, 2):
    try:
        del d[i]
    except KeyError as error:
        last = error
print(len(d), last, list(d)[:3])
for i in range(40):
    t = [1, 2, 3]
    del t[:i % 4]
    if i == 35:
        u = t
    del t
print(u, "t" in globals())


class D:
    def __delitem__(self, k):
        dels.append(k)

    def __delattr__(self, n):
        dels.append(n)


dels = []
x = D()
for i in range(30):
    del x[i], x.name
print(len(dels), dels[-2:])
