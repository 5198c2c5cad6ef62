# The descriptor protocol: data and non-data, on classes, with __set_name__.
class Data:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, obj, kind=None):
        if obj is None:
            return self
        return f"data {getattr(obj, self.name, 'unset')}"

    def __set__(self, obj, value):
        setattr(obj, self.name, value)

    def __delete__(self, obj):
        delattr(obj, self.name)


class NonData:
    def __get__(self, obj, kind=None):
        return ("nondata", obj is None, kind.__name__)


class K:
    d = Data()
    n = NonData()


k = K()
print(k.d, k.n, K.n, type(K.d).__name__)
k.d = 5
k.n = "instance wins"
k.__dict__["d"] = "hidden"
print(k.d, k.n, k.__dict__)
del k.d
print(k.d)


class Lazy:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, kind):
        print("compute", end=" ")
        value = obj.__dict__[self.f.__name__] = self.f(obj)
        return value


class L:
    @Lazy
    def v(self):
        return 42


l = L()
print(l.v, l.v, l.__dict__)


class ReadOnly:
    def __get__(self, obj, kind):
        return "ro"

    def __set__(self, obj, value):
        raise AttributeError("read only")


class Q:
    r = ReadOnly()


try:
    Q().r = 1
except AttributeError as error:
    print(error, Q().r)


class OnlySet:
    def __set__(self, obj, value):
        obj.__dict__["s"] = value * 2


class Z:
    s = OnlySet()


z = Z()
print(type(z.s).__name__)
z.s = 4
print(z.s)
f = K.__dict__["d"]
print(f.__get__(None, K) is f, (lambda self: self).__get__(7)(), staticmethod(len).__get__(None, int)("ab"), classmethod(lambda c: c).__get__(5)())
