# __del__ runs at the right moment in a hot loop: as soon as the last reference goes.
log = []


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        log.append(self.n)


def overwrite(n):
    for i in range(n):
        x = D(i)
        log.append(f"made {i}")


def temporaries(n):
    total = 0
    for i in range(n):
        total += D(i).n
        log.append("t")
    return total


def in_list(n):
    l = [None] * 3
    for i in range(n):
        l[i % 3] = D(i)
        log.append("|")


def in_call(n):
    for i in range(n):
        take(D(i))
        log.append(";")


def take(d):
    log.append("take")
    d = None
    log.append("dropped")


overwrite(30)
print(log[:6], log[-4:], len(log))
log.clear()
print(temporaries(30), log[:4], log[-4:])
log.clear()
in_list(30)
print(log[:8], log[-6:])
log.clear()
in_call(30)
print(log[:5], log[-5:])
log.clear()
for i in range(40):
    a = D(i)
    b = a
    a = None
    log.append("a gone")
    b = None
    log.append("b gone")
print(log[-3:], len(log))
log.clear()
for i in range(30):
    d = {"k": D(i)}
    t = (D(-i), d)
    t = None
    log.append("t gone")
    d.clear()
    log.append("d clear")
print(log[-4:])
