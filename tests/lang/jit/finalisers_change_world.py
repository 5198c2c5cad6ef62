# A __del__ changes what the loop around it assumes: globals, class attributes, lists.
step = 1
items = [1] * 10


class Trap:
    def __init__(self, action=None):
        self.action = action

    def __del__(self):
        if self.action:
            self.action()


class C:
    k = 1

    def m(self):
        return 1


def set_step():
    global step
    step = 100


def run(n):
    total = 0
    o = C()
    for i in range(n):
        trap = None
        if i == 20:
            trap = Trap(set_step)
        if i == 30:
            trap = Trap(lambda: setattr(C, "k", 1000))
        if i == 40:
            trap = Trap(lambda: setattr(C, "m", lambda self: 5))
        if i == 45:
            trap = Trap(lambda: items.__setitem__(slice(None), [0.5] * 10))
        trap = None
        total += step + o.k + o.m() + items[3]
    return total


print(run(60), step, C.k)
out = []
for i in range(50):
    t = Trap((lambda i=i: out.append(i)) if i % 7 == 0 else None)
print(out)
del t


class Late:
    def __del__(self):
        raise_later.append(len(raise_later))


raise_later = []
total = 0
for i in range(40):
    x = Late() if i % 3 == 0 else i
    total += len(raise_later)
print(total, len(raise_later))


class Revive:
    alive = []

    def __del__(self):
        if len(Revive.alive) < 5:
            Revive.alive.append(self)


for i in range(40):
    r = Revive()
    r.n = i
del r
print([o.n for o in Revive.alive])
