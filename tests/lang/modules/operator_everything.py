# operator: every function and the three callables, with their messages.
import operator as o, sys
print(o.itemgetter(1)([1,2,3]), o.itemgetter(1,-1)((1,2,3)), o.itemgetter('a')({'a':5}), o.itemgetter(slice(1))("abc"))
print(o.attrgetter('real.imag')(3), o.attrgetter('real','imag')(3))
print(o.methodcaller('upper')('x'), o.methodcaller('split', ',', maxsplit=1)('a,b,c'))
print(o.itemgetter(1,2), o.attrgetter('a','b.c'), o.methodcaller('n', 1, k=2))
for f in (lambda: o.itemgetter(), lambda: o.itemgetter(a=1), lambda: o.attrgetter(3), lambda: o.methodcaller(), lambda: o.methodcaller(1), lambda: o.itemgetter(5)([1]), lambda: o.itemgetter(1)(), lambda: o.itemgetter(1)([], k=1), lambda: o.neg('a'), lambda: o.inv(1.5), lambda: o.abs('a'), lambda: o.add(1), lambda: o.add(1, 'a'), lambda: o.concat(1, 2), lambda: o.concat([1], 2), lambda: o.iconcat([1], (2,)), lambda: o.indexOf([1,2], 3), lambda: o.countOf([1,1,2], 1), lambda: o.countOf(3, 1), lambda: o.index(2.5), lambda: o.length_hint(iter([1,2])), lambda: o.length_hint(5, 7), lambda: o.length_hint(5, 'a'), lambda: o.call(max, 1, 2), lambda: o.call(sorted, [3,1], reverse=True), lambda: o.contains([1], 1), lambda: o.__lt__(1,2), lambda: o.iadd([1],[2]), lambda: o.ipow(2, 3), lambda: o.pow('a', 2), lambda: o.lt(1, 'a'), lambda: o.imul(1, None), lambda: o.getitem([1], 'a'), lambda: o.delitem((1,), 0), lambda: o.setitem((1,), 0, 1), lambda: o.truth([]), lambda: o.not_([]), lambda: o.is_(None, None), lambda:o.attrgetter('x')(1), lambda:o.methodcaller('x')(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
