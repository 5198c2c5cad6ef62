# Messages name the types of native modules with their module.
import array
import collections
import functools
import io
import itertools
import operator

objects = [collections.deque(), collections.OrderedDict(), functools.partial(int), itertools.count(), io.StringIO(),
           array.array('i'), operator.itemgetter(1)]
attempts = ['int(o)', '[][o]', '"a" + o', 'round(o)', '"%d" % o', '-o', '{**o}', 'ord(o)', 'chr(o)', 'divmod(o, 1)', 'o.zz',
            'setattr(o, o, 1)', '"a".split(o)', 'b"" + o', '"".join([o])', 'memoryview(o)', 'super(o)', 'type("A", o, {})',
            'str.upper(o)', 'o @ 1', 'abs(o)', 'print(end=o)', 'range(3)[o]', 'object.__new__(type(o))', 'open(o)',
            'type(o).__new__(int)']
for o in objects:
    for attempt in attempts:
        try:
            eval(attempt)
            print(attempt, 'works')
        except Exception as e:
            print(attempt, type(e).__name__, str(e).partition(' at 0x')[0])
