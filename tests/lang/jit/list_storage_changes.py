# A list's storage changes from ints to floats to objects while a loop reads and writes it.
def total(l):
    t = 0
    for i in range(len(l)):
        t += l[i]
    return t


l = [1] * 40
print(total(l))
l[20] = 0.5
print(total(l), l[19:22])
l[30] = 1 << 80
print(total(l))
l[5] = True
print(total(l), l[4:7])


def poison(l, at, what):
    out = 0
    for i in range(len(l)):
        if i == at:
            l[i + 1] = what
        try:
            out += l[i]
        except TypeError as error:
            out -= 1000
    return out, l[at:at + 3]


for what in (2.5, "s", None, 1 << 70, [1]):
    print(poison([1] * 40, 25, what), poison([1.5] * 40, 25, what))


def fill(n):
    l = []
    for i in range(n):
        if i < 15:
            l.append(i)
        elif i < 30:
            l.append(i / 2)
        elif i < 40:
            l.append(str(i))
        else:
            l.append(None)
    return l


print(fill(45), [type(x).__name__[0] for x in fill(45)])
f = [0.0] * 30
for i in range(30):
    f[i] = i if i > 20 else i * 0.5
print(f, [type(x).__name__[0] for x in f])
e = []
for i in range(30):
    e.append(i)
    if i % 7 == 6:
        e.clear()
    elif i % 10 == 9:
        e.append(0.5)
print(e)
