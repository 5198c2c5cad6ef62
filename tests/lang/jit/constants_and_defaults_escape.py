# Constant tuples, frozen sets, default lists and interned text used from compiled loops stay intact.
def f(i, log=[]):
    log.append(i)
    t = (1, 2, 3)
    if i in {1, 2, 3}:
        return t
    if i in (10, 20, "x"):
        return t + (i,)
    return t[i % 3]


out = [f(i) for i in range(50)]
print(out[:5], out[10], out[20], len(f.__defaults__[0]))


def g(n):
    total = 0
    for i in range(n):
        for k in (1, 2.5, None, "s"):
            if k is None:
                continue
            total += len(k) if isinstance(k, str) else k
        words = ["a", "b"]
        words.append("c")
        total += len(words)
        d = {"x": 1}
        d["y"] = i
        total += len(d)
    return total


print(g(40))


def ids(n):
    seen = set()
    kept = []
    for i in range(n):
        l = [1, 2]
        l[0] = i
        kept.append(l)
    return len({id(l) for l in kept}), kept[0], kept[-1]


print(ids(40))
e = []
for i in range(40):
    x = []
    x.append(i)
    e.append(x)
print(e[0], e[39], e[0] is e[1])
s = 0
for i in range(60):
    s += {"a": 1, "b": 2, "c": 3}["abc"[i % 3]] + "abc".index("c") + (i, i + 1)[-1] + [i, 0][i & 1] + len(f"{i}")
print(s)
