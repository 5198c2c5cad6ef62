# oracle: 3.14
# Finalisers run as soon as the last reference goes, also in the middle of an expression and when a function returns.
log = []


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append("-" + self.name)

    def __add__(self, other):
        return len(log)

    def __getitem__(self, key):
        return key

    def __len__(self):
        return 3

    def __bool__(self):
        return True

    def __call__(self):
        return "called"


def show(*args):
    print(*args, log)
    log.clear()


def local():
    x, y = D("x"), D("y")
    return len(log)


show(D("a") + D("b"), len(log))
show(D("attr").name, len(log))
show(D("item")[5], len(log))
show(len(D("len")), len(log))
show(not D("not"), len(log))
show(D("call")(), len(log))
show(local(), len(log))
show([D("l1"), D("l2")] and len(log), len(log))
show(f"{D('f').name}", len(log))
show((lambda d: len(log))(D("arg")), len(log))
show(isinstance(D("isinstance"), D), len(log))
show(sorted([3, 1], key=lambda v, d=D("default"): v), len(log))
for i in range(2):
    show([D(f"in list{i}").name for _ in "ab"], len(log))
