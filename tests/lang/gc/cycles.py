# Cycles through every kind of container are freed; weak references and finalisers run as they should.
import gc
import weakref

log = []


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def collect():
    gc.collect()
    out = sorted(log)
    log.clear()
    return out


def cycle(name, wrap):
    n = Node(name)
    n.me = wrap(n)


class Slots:
    __slots__ = ("x", "__weakref__")


def slots(n):
    s = Slots()
    s.x = n
    return s


def gen(n):
    yield n


def started(n):
    g = gen(n)
    next(g)
    return g


def closure(n):
    return lambda: n


def bound(n):
    return n.__init__


def frame_of(n):
    try:
        raise ValueError(n)
    except ValueError as error:
        return error


class Sub(dict):
    pass


for name, wrap in [("list", lambda n: [n]), ("tuple", lambda n: (n, [n])), ("dict", lambda n: {"n": n}), ("set", lambda n: {n}), ("frozenset", lambda n: frozenset([n])), ("slots", slots), ("generator", started), ("closure", closure), ("bound", bound), ("exception", frame_of), ("subclass", lambda n: Sub(n=n)), ("zip", lambda n: zip([n], [n])), ("map", lambda n: map(str, [n])), ("deep", lambda n: [[[[n]]]]), ("property", lambda n: property(lambda self: n)), ("iterator", lambda n: iter([n])), ("enumerate", lambda n: enumerate([n])), ("slice", lambda n: slice(n, n))]:
    cycle(name, wrap)
print(collect())


# A class is a cycle of its own.
def make():
    class Local:
        def method(self):
            return Local

    return weakref.ref(Local), weakref.ref(Local())


gc.collect()
local, instance = make()
print(local() is not None, instance())
gc.collect()
print(local())


class Meta(type):
    pass


def with_meta():
    class M(metaclass=Meta):
        pass

    class N(M):
        pass

    n = N()
    n.cls = N
    n.me = n
    return [weakref.ref(M), weakref.ref(N), weakref.ref(n)]


refs = with_meta()
gc.collect()
print([r() for r in refs])

# Callbacks of references from outside run, those of references in the garbage do not.
calls = []
a = Node("a")
a.me = a
outside = weakref.ref(a, lambda r: calls.append(("outside", r())))
a.ref = weakref.ref(a, lambda r: calls.append("inside"))
del a
print(collect(), calls)


# A finaliser may bring its object back, once.
class Phoenix:
    alive = []

    def __init__(self):
        self.me = self

    def __del__(self):
        log.append("del")
        Phoenix.alive.append(self)


Phoenix()
print(collect(), len(Phoenix.alive), Phoenix.alive[0].me is Phoenix.alive[0])
Phoenix.alive.clear()
print(collect(), len(Phoenix.alive))

# What is still reachable stays whole.
keep = Node("keep")
keep.me = [keep, {"k": keep}]
gc.collect()
print(log, keep.me[1]["k"] is keep)
print(gc.get_referents({"a": keep})[-1] is keep, gc.is_tracked(keep), gc.is_tracked("s"), gc.is_finalized(keep))
try:
    gc.collect(5)
except ValueError as error:
    print(error)

# Collections start by themselves.
class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1
        self.me = self
        self.data = [None] * 20

    def __del__(self):
        Counted.alive -= 1


for _ in range(300_000):
    Counted()
print(Counted.alive < 250_000)
gc.disable()
print(gc.isenabled())
gc.enable()
del keep
print(collect())
