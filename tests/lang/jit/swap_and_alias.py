# Aliased lists and objects: writes through one name must be seen through the other.
def alias(n):
    a = [0] * 5
    b = a
    c = [0] * 5
    for i in range(n):
        a[i % 5] += 1
        c[i % 5] = b[i % 5] + a[(i + 1) % 5]
        if i == 30:
            b = c
        if i == 40:
            a = c
    return a, b, c, a is c


class P:
    def __init__(self):
        self.v = 0


def objects(n):
    p = q = P()
    r = P()
    out = []
    for i in range(n):
        p.v = i
        q.v += 1
        r.v = p.v + q.v
        out.append((p.v, q.v, r.v))
        if i == 25:
            q = r
        if i == 35:
            p, r = r, p
    return out


print(alias(20), alias(60))
o = objects(50)
print(o[24:28], o[34:38], o[-1])


def two_lists(a, b, n):
    for i in range(n):
        a[0] += 1
        b[0] += 10
        x = a[0]
    return x, a, b


l = [0]
print(two_lists([0], [0], 40), two_lists(l, l, 40), two_lists([0.5], [1], 40), two_lists(l, l, 10))
m = [[0] * 3] * 3
for i in range(30):
    m[i % 3][0] += 1
    m[0][i % 3] += m[1][0]
print(m)
d = {}
d["self"] = d
e = d
for i in range(40):
    d["n"] = i
    e["n"] += e["self"]["self"]["n"]
print(d["n"], d is e["self"])
row = [1, 2, 3]
rows = []
for i in range(40):
    row[0] = i
    rows.append(row if i % 2 else row[:])
print(rows[0], rows[1], rows[-1], rows[1] is rows[3])
