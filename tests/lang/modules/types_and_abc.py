# types, abc, typing, contextvars, inspect's signatures.
import abc
import collections.abc as cabc
import inspect
import types


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        ...

    @property
    @abc.abstractmethod
    def name(self):
        ...


class Square(Shape):
    name = "square"

    def area(self):
        return 4


try:
    Shape()
except TypeError as error:
    print(error)
print(Square().area(), Shape.__abstractmethods__ == {"area", "name"}, isinstance([], cabc.Sequence), isinstance({}, cabc.Mapping), isinstance(5, cabc.Hashable), isinstance((i for i in ()), cabc.Generator), issubclass(dict, cabc.MutableMapping), isinstance("s", cabc.Iterable), isinstance(5, cabc.Iterable), callable(print))
Shape.register(int)
print(isinstance(5, Shape), issubclass(bool, Shape))
ns = types.SimpleNamespace(a=1, b=[2])
ns.c = 3
print(ns, ns == types.SimpleNamespace(a=1, b=[2], c=3), types.MappingProxyType({"a": 1}), type(lambda: 0) is types.FunctionType, isinstance(len, types.BuiltinFunctionType), types.MethodType(lambda self, x: (self, x), 5)(6), types.new_class("K", (Square,), {}, lambda d: d.update(v=9)).v)
m = types.ModuleType("mod", "doc")
m.x = 1
print(m.__name__, m.__doc__, m.x, repr(m))
def f(a, b=2, *c, d, e=5, **k) -> int: ...
print(inspect.signature(f), inspect.signature(lambda x, /, y: 0), list(inspect.signature(f).parameters), inspect.isfunction(f), inspect.isclass(Shape), inspect.getdoc(inspect.isclass) is not None, inspect.signature(Square.area), inspect.isgeneratorfunction(f), inspect.getmro(Square)[1].__name__)
class MyMap(cabc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
mm = MyMap()
mm.update(a=1, b=2)
print(dict(mm), mm.pop("a"), mm.get("z"), "b" in mm, list(mm.items()), mm.setdefault("q", 5), len(mm), mm == {"b": 2, "q": 5})
