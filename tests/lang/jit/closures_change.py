# Cells that hot loops read and write change from outside.
def counter():
    n = 0

    def bump(by=1):
        nonlocal n
        n += by
        return n

    def set_(v):
        nonlocal n
        n = v

    return bump, set_


bump, set_ = counter()
out = []
for i in range(60):
    out.append(bump())
    if i == 20:
        set_(1000)
    if i == 30:
        set_(0.5)
    if i == 40:
        set_(1 << 62)
print(out[19:23], out[29:33], out[39:44])


def loop_cell(n):
    total = 0
    step = 1

    def change(v):
        nonlocal step
        step = v

    for i in range(n):
        total += step
        if i % 20 == 19:
            change(step * 10)
    return total


def loop_writes(n):
    x = 0

    def read():
        return x

    out = []
    for i in range(n):
        x = i * 2
        out.append(read())
    return out


def deleted(n):
    x = 1

    def read():
        return x

    seen = 0
    for i in range(n):
        try:
            seen += read()
        except NameError:
            seen += 100
            x = 1
        if i % 10 == 9:
            del x
    return seen


print(loop_cell(60), loop_writes(40)[-3:], deleted(55))
adders = [lambda x, k=k: x + k for k in range(5)]
total = 0
for i in range(60):
    total = adders[i % 5](total)
print(total)
fs = []
for i in range(40):
    fs.append(lambda: i)
print({f() for f in fs})


def make(n):
    def f():
        return n
    return f


fs = [make(i) for i in range(40)]
print(sum(f() for f in fs), fs[3].__closure__[0].cell_contents)
fs[3].__closure__[0].cell_contents = "changed"
print([f() for f in fs][2:5])
