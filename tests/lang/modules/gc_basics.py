# gc: cycles are found, __del__ in them runs once, callbacks and thresholds.
import gc
import weakref


class Node:
    alive = 0

    def __init__(self):
        Node.alive += 1

    def __del__(self):
        Node.alive -= 1


gc.collect()
a, b = Node(), Node()
a.other, b.other = b, a
r = weakref.ref(a)
del a, b
print(Node.alive, r() is not None)
print(gc.collect() >= 2, Node.alive, r())
x = Node()
x.me = x
x.list = [x, {"x": x}, (x,), lambda: x]
del x
gc.collect()
print(Node.alive, gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled())


class Res:
    saved = []

    def __del__(self):
        Res.saved.append(self)
        print("resurrect", len(Res.saved))


r1 = Res()
r1.cycle = r1
del r1
gc.collect()
print(len(Res.saved), Res.saved[0].cycle is Res.saved[0])
Res.saved.clear()
gc.collect()
print(len(Res.saved))
events = []
gc.callbacks.append(lambda phase, info: events.append((phase, sorted(info))))
gc.collect()
gc.callbacks.clear()
print(events[0][0], events[-1][0], events[0][1])
print(gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("s"), len(gc.get_threshold()), len(gc.get_count()), gc.garbage, [1, 2] in gc.get_referents([[1, 2]]))


def gen():
    me = yield
    yield me


g = gen()
next(g)
g.send(g)
wr = weakref.ref(g)
del g
gc.collect()
print(wr())
l = []
for i in range(1000):
    l = [l, i]
    l.append(l)
del l
print(gc.collect() > 0)
