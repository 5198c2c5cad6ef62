# abc, collections.abc, types, the user classes of collections, string.
import abc
import collections.abc as cabc
import types
from collections import ChainMap, UserDict, UserList, UserString


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @property
    @abc.abstractmethod
    def name(self): ...


class Half(Shape):
    def area(self):
        return 1


class Square(Half):
    name = "square"


for cls in (Shape, Half):
    try:
        cls()
    except TypeError as error:
        print(error)
print(Square().area(), sorted(Shape.__abstractmethods__), isinstance(Square(), Shape), issubclass(int, Shape))
Shape.register(int)
print(isinstance(5, Shape), issubclass(bool, Shape), isinstance("s", Shape))
try:
    Square.register(Shape)
except RuntimeError as error:
    print(error)


class Sizes:
    @classmethod
    def __subclasshook__(cls, other):
        return True


async def coro(): ...
async def agen(): yield
c = coro()
checks = [(cabc.Sequence, [], (), "", range(1), memoryview(b""), {}), (cabc.MutableSequence, [], bytearray(), ()), (cabc.Mapping, {}, types.MappingProxyType({}), []), (cabc.Set, set(), frozenset(), {}.keys(), {}.items(), {}.values()), (cabc.Hashable, 5, [], ()), (cabc.Iterator, iter([]), iter({}), zip(), [], (x for x in ())), (cabc.Generator, (x for x in ()), iter([])), (cabc.Callable, len, Shape, 5), (cabc.Awaitable, c, 5), (cabc.Coroutine, c, agen()), (cabc.AsyncGenerator, agen(), c), (cabc.AsyncIterable, agen(), []), (cabc.Reversible, [], {}, set(), 5), (cabc.Collection, {}, iter([])), (cabc.Sized, "", 5), (cabc.Buffer, b"", 5)]
for base, *objects in checks:
    print(base.__name__, [isinstance(o, base) for o in objects])
c.close()


class Deck(cabc.MutableSequence):
    def __init__(self, *items): self.items = list(items)
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __len__(self): return len(self.items)
    def insert(self, i, v): self.items.insert(i, v)


d = Deck(1, 2, 3)
d.append(4); d.extend([5, 6]); d.reverse(); d += [7]; d.remove(1)
print(d.items, d.pop(), d.index(3), d.count(2), 5 in d, list(reversed(d)), d.pop(0))


class Bag(cabc.MutableSet):
    def __init__(self, items=()): self.items = list(dict.fromkeys(items))
    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __len__(self): return len(self.items)
    def add(self, x): self.items += [] if x in self.items else [x]
    def discard(self, x): self.items = [i for i in self.items if i != x]


a, b = Bag("abc"), Bag("bcd")
print(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), a <= b, a == Bag("cba"), a.isdisjoint("xyz"), a == {"a", "b", "c"})
a |= b
a -= {"a"}
print(sorted(a), a.pop() in "bcd", len(a))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m, dict(m), m.parents, m | {"z": 1}, len(m.new_child()), list(m.maps))
u = UserDict(a=1)
u["b"] = 2
print(u, u | {"c": 3}, "a" in u, u.pop("a"), u.copy(), isinstance(u, cabc.MutableMapping), u == {"b": 2})
l = UserList([3, 1, 2])
l.sort()
print(l, l + [4], l[1:], l * 2, l == [1, 2, 3], isinstance(l[:1], UserList), l.index(2))
s = UserString("hello World")
print(s, s.upper(), s[1:3], s + "!", s.split(), s == "hello World", s.swapcase(), "ell" in s, s % (), isinstance(s.title(), UserString), s.find("W"), hash(s) == hash("hello World"))
print(types.new_class("K", (Square,), {}, lambda ns: ns.update(v=9)).v, types.resolve_bases((list[int],)), types.get_original_bases(Square) == (Half,), types.prepare_class("P")[0].__name__)
print(cabc.Callable[[int, str], bool], cabc.Sequence[int], cabc.Callable[..., int])
