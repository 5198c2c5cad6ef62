# User-defined operators in hot loops, including reflected, in-place and NotImplemented.
class M:
    def __init__(self, v):
        self.v = v % 97

    def __add__(self, o):
        return M(self.v + (o.v if isinstance(o, M) else o))

    def __radd__(self, o):
        return M(o + self.v)

    def __mul__(self, o):
        if isinstance(o, (M, int)):
            return M(self.v * (o.v if isinstance(o, M) else o))
        return NotImplemented

    def __iadd__(self, o):
        self.v = (self.v + o) % 97
        return self

    def __neg__(self):
        return M(-self.v)

    def __eq__(self, o):
        return isinstance(o, M) and self.v == o.v

    def __lt__(self, o):
        return self.v < o.v

    def __bool__(self):
        return self.v != 0

    def __getitem__(self, i):
        return self.v + i

    def __len__(self):
        return self.v

    def __contains__(self, x):
        return x == self.v

    def __call__(self, x):
        return M(self.v + x)


def poly(x, n):
    acc = M(0)
    for i in range(n):
        acc = acc * x + i
    return acc.v


print(poly(M(5), 60), poly(3, 60))
total = M(1)
same = total
for i in range(60):
    total += i
print(total.v, same is total)
c = 0
x = M(3)
for i in range(60):
    x = 1 + -x if i % 2 else x(i) * 2
    c += (x == M(i)) + (x < M(50)) + bool(x) + x[1] + len(x) + (i in x)
print(x.v, c)
errors = 0
for i in range(40):
    try:
        y = M(i) * (2 if i < 30 else 0.5)
    except TypeError as error:
        errors += 1
print(errors, y.v)
out = []
for i in range(60):
    out.append(x + 1 == x)
    if i == 20:
        M.__eq__ = lambda self, o: "patched"
    if i == 30:
        M.__add__ = lambda self, o: NotImplemented
        M.__radd__ = None
        try:
            x + 1
        except TypeError as error:
            out.append(str(error))
        M.__add__ = lambda self, o: 5
print(out[19:23], out[30:36])
