# Built-in types whose instances have attributes show them.
import collections
import functools
import io
import random


class Base:
    pass


for make in [lambda: functools.partial(int), lambda: functools.lru_cache(len), collections.OrderedDict,
             collections.Counter, io.StringIO, io.BytesIO, lambda: random.Random(1)]:
    o = make()
    o.note = 1
    print(type(o).__name__, o.__dict__['note'], vars(o)['note'], '__dict__' in dir(o))
for make in [collections.deque, lambda: collections.defaultdict(int)]:
    o = make()
    try:
        o.note = 1
    except AttributeError as e:
        print(e)
    print(hasattr(o, '__dict__'))

# A class can be cached like a function.
cached = functools.lru_cache(Base)
print(cached() is cached(), cached.__wrapped__ is Base, cached.__name__)
