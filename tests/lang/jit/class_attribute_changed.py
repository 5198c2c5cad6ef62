# A class attribute that a hot loop reads is changed while the loop runs.
class C:
    step = 1
    scale = 2


def run(n, change_at, value):
    total = 0
    for i in range(n):
        total += C.step
        if i == change_at:
            C.step = value
    C.step = 1
    return total


print(run(50, 30, 10), run(50, 30, 0.5), run(50, 49, 7), run(50, 0, 2))
o = C()
total = 0
for i in range(60):
    total += o.step * o.scale
    if i == 20:
        o.step = 100
    if i == 30:
        del o.step
    if i == 40:
        C.scale = 1000
    if i == 50:
        C.scale = property(lambda self: -1)
print(total)


class D(C):
    pass


d = D()
log = []
for i in range(60):
    log.append(d.step)
    if i == 15:
        D.step = "on D"
    if i == 30:
        del D.step
    if i == 45:
        C.step = "on C"
print([log[k] for k in (0, 15, 16, 30, 31, 45, 46, 59)])
total = 0
for i in range(300):
    C.counter = i
    total += C.counter
print(total)
