# The first name that is asked of a module may be one that is completed late.
import collections

print(collections.ChainMap({'a': 1})['a'])
print(collections.UserDict(a=1))
import collections.abc

print(isinstance(collections.deque(), collections.abc.MutableSequence))
c = collections.Counter(iterable=42, self=None)
print(sorted(c), c['iterable'], c['self'])
d = collections.OrderedDict(a=1, b=2)


class Missing(collections.OrderedDict):
    def __missing__(self, key):
        return 0


try:
    Missing().pop('x')
except KeyError as e:
    print(repr(e))


class Bad:
    def __eq__(self, other):
        raise RuntimeError('no')


q = collections.deque(['a', Bad(), 'b'])
try:
    q.remove('b')
except RuntimeError as e:
    print(e, len(q))
import bisect

print(bisect.bisect is bisect.bisect_right, bisect.insort is bisect.insort_right)
