# Weak references die on time in hot loops, and their callbacks run.
import weakref


class O:
    pass


dead = []
alive = 0
for i in range(40):
    o = O()
    r = weakref.ref(o, lambda ref, i=i: dead.append(i))
    if r() is o:
        alive += 1
    if i % 2:
        o = None
        assert r() is None
print(alive, dead[:6], len(dead))
cache = weakref.WeakValueDictionary()
keep = []
for i in range(40):
    o = O()
    cache[i] = o
    if i % 10 == 0:
        keep.append(o)
del o
print(sorted(cache), len(cache))
refs = []
for i in range(40):
    x = O()
    x.me = i
    refs.append(weakref.ref(x))
print([r().me for r in refs if r() is not None])
