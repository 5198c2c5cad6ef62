# Objects that a compiled loop need not make, until a rare path lets them escape.
class Vec:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __repr__(self):
        return f"Vec({self.x}, {self.y})"


def spiral(n):
    pos, vel = Vec(0, 0), Vec(1, 2)
    kept = []
    for i in range(n):
        pos = pos + vel * 2
        if i % 13 == 12:
            kept.append(pos)
        if i == 30:
            vel = Vec(0.5, -0.5)
    return pos, kept


print(spiral(60))


def tuples(n):
    a, b = 0, 1
    saved = None
    for i in range(n):
        pair = (a, b)
        if i == 33:
            saved = pair
        a, b = pair[1], pair[0] + pair[1]
    return a, saved


def lists(n):
    total = 0
    leaked = []
    for i in range(n):
        l = [i, i + 1, i + 2]
        l[1] = l[0] + l[2]
        total += l[1]
        if i % 20 == 19:
            l.append("more")
            leaked.append(l)
    return total, leaked


def iterators(n):
    out = 0
    for i in range(n):
        it = iter([i, i + 1])
        out += next(it)
        if i == 25:
            held = it
    return out, list(held)


def closures(n):
    fs = []
    total = 0
    for i in range(n):
        f = lambda k: k + i
        total += f(1)
        if i % 15 == 14:
            fs.append(f)
    return total, [f(100) for f in fs]


def identity(n):
    seen = []
    for i in range(n):
        v = Vec(i, 0)
        w = v
        if i % 16 == 15:
            seen.append((v is w, v == w, v == Vec(i, 0), [v] == [w]))
    return seen


print(tuples(60), lists(60), iterators(40), closures(50), identity(50)[-1])
