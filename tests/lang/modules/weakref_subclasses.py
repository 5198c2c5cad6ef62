# Order of weak references, references that keep their referent alive, and wrong arguments.
import gc
import weakref


class Ref(weakref.ref):
    pass


class C:
    pass


def note(w):
    print('called')


o = C()
first = Ref(o)
plain = weakref.ref(o)
second = Ref(o, note)
print([type(w).__name__ for w in weakref.getweakrefs(o)], weakref.getweakrefs(o)[1] is second)
print(weakref.ref(o) is plain, Ref(o) is first, o.__weakref__ is plain)
del o
print(first(), plain(), second())

# The reference is what keeps its referent alive: the callback is not called.
o = C()
r = Ref(o, note)
r.o = o
del o
del r
o = C()
a, b = Ref(o, note), Ref(o, note)
a.other = b
b.o = o
del o, b
del a
gc.collect()
print('alive')


class Attributes(dict):
    def __getattr__(self, name):
        return self[name]


d = Attributes(offset=5)
print('Attributes' in repr(weakref.ref(d)))


class Named(weakref.ref):
    def __init__(self, o, callback=None, name=None):
        super().__init__(o, callback)
        self.name = name


o = C()
print(Named(o, name='n').name)
calls = ['weakref.ref()', 'weakref.ref(o, None, 1)', 'weakref.ref(o, callback=None)', 'Ref(o, x=1)',
         'weakref.ref(o).__init__()', 'weakref.ref(o)(1)', 'weakref.ref.__new__(int, o)', 'weakref.ref(1)']
for call in calls:
    try:
        print(eval(call))
    except TypeError as e:
        print(call, e)
