# A call from inside the compiled loop breaks what the loop assumed, between two uses in one iteration.
K = 1


class C:
    k = 1

    def m(self):
        return 1


def change(i, when, action):
    if i == when:
        action()


def set_k():
    global K
    K = 50


def run(action, n=50, when=25):
    o = C()
    log = 0
    for i in range(n):
        before = K + o.k + o.m() + len("ab")
        change(i, when, action)
        after = K + o.k + o.m() + len("ab")
        if before != after:
            log += after - before
    return log, before, after


print(run(set_k))
print(run(lambda: setattr(C, "k", 7)))
print(run(lambda: setattr(C, "m", lambda self: 100)))
print(run(lambda: globals().__setitem__("len", lambda s: 9)))
del globals()["len"]
print(run(lambda: None))


def swap_code():
    C.m.__code__ = (lambda self: -3).__code__


print(run(swap_code))
C.m = lambda self: 2
print(run(lambda: delattr(C, "k") or setattr(C, "k", 1)))
