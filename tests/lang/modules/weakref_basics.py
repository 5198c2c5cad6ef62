# weakref: references, callbacks, dictionaries.
import weakref


class C:
    def __init__(self, n):
        self.n = n

    def m(self):
        return self.n


a = C(1)
r = weakref.ref(a)
print(r() is a, r() == a, weakref.ref(a) is r, weakref.getweakrefcount(a), hash(r) == hash(a))
del a
print(r(), type(r).__name__)
b = C(2)
log = []
r1 = weakref.ref(b, lambda ref: log.append(("one", ref() is None)))
r2 = weakref.ref(b, lambda ref: log.append("two"))
p = weakref.proxy(b)
print(p.n, p.m(), r1 == r2)
p.n = 5
print(b.n)
b = None
print(log)
try:
    p.n
except ReferenceError as error:
    print(error)
d = weakref.WeakValueDictionary()
k1, k2 = C(10), C(20)
d["a"], d["b"] = k1, k2
print(sorted(d), d["a"].n, len(d))
del k1
print(sorted(d), "a" in d, d.get("a", "gone"))
wk = weakref.WeakKeyDictionary({k2: "value"})
s = weakref.WeakSet([k2])
print(wk[k2], len(s), k2 in s)
del k2
print(len(wk), len(s), len(d))
for bad in (5, "s", [], (1,), None):
    try:
        weakref.ref(bad)
    except TypeError as error:
        print(error)
c = C(3)
m = weakref.WeakMethod(c.m)
print(m()())
f = weakref.finalize(c, print, "finalized", 1)
print(f.alive)
del c
print(f.alive, m())


class Slots:
    __slots__ = ("x", "__weakref__")


class NoWeak:
    __slots__ = ()


s = Slots()
print(weakref.ref(s)() is s)
try:
    weakref.ref(NoWeak())
except TypeError as error:
    print(error)
