# operator: functions, itemgetter, attrgetter, methodcaller.
import operator as op

print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(3), op.pos(-1), op.inv(5), op.abs(-2), op.lshift(1, 4), op.rshift(16, 2), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.not_(0), op.truth([]), op.is_(None, None), op.is_not(1, None))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(2, 1), op.concat([1], [2]), op.contains("abc", "b"), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"), op.getitem({"a": 1}, "a"), op.length_hint(iter([1, 2])), op.index(True))
d = {"x": 1}
print(op.setitem(d, "y", 2), d, op.delitem(d, "x"), d, op.iadd([1], [2]), op.imul(3, 4), op.ior({1}, {2}), op.call(max, 1, 5))
Item = type("Item", (), {"__init__": lambda self, n: setattr(self, "n", n) or setattr(self, "sub", [n]), "hello": lambda self, x, y=0: (self.n, x, y)})
get = op.itemgetter(1)
print(get("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": 5}), op.itemgetter(slice(1, 3))("abcd"), sorted([(2, "a"), (1, "b")], key=op.itemgetter(0)), get, op.attrgetter("n")(Item(5)), op.attrgetter("n", "sub.__class__.__name__")(Item(6)), op.methodcaller("hello", 1, y=2)(Item(7)), op.methodcaller("upper")("x"), op.attrgetter("real"))
for action in (lambda: op.itemgetter(5)("ab"), lambda: op.attrgetter("nope")(5), lambda: op.add(1), lambda: op.add(1, "a"), lambda: op.indexOf([1], 2), lambda: op.index(1.0), lambda: op.itemgetter(), lambda: op.attrgetter(5), lambda: op.methodcaller()):
    try:
        print(action())
    except (IndexError, AttributeError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
