# Special methods are looked up on the type, not on the instance.
class A:
    pass


a = A()
a.__len__ = lambda: 5
a.__add__ = lambda o: 6
a.__getitem__ = lambda k: 7
a.__repr__ = lambda: "instance repr"
a.__iter__ = lambda: iter([1])
a.__bool__ = lambda: False
for action in (lambda: len(a), lambda: a + 1, lambda: a[0], lambda: iter(a)):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(repr(a) != "instance repr", bool(a), a.__len__(), a.__add__(1))
A.__len__ = lambda self: 50
A.__getitem__ = lambda self, k: k * 2
A.__repr__ = lambda self: "class repr"
print(len(a), a[4], repr(a), str(a), f"{a}", [a], bool(a))
del A.__len__
try:
    len(a)
except TypeError as error:
    print(error, bool(a))
A.__eq__ = lambda self, o: True
print(a == 5, a != 5, a in [1])
A.__call__ = lambda self: "called"
print(a())
A.__hash__ = lambda self: 7
print(hash(a), {a: 1}[a])
A.__bool__ = lambda self: False
print(bool(a), not a, "t" if a else "f")


class M(type):
    def __len__(cls):
        return 99

    def __repr__(cls):
        return "<M class>"

    def __getitem__(cls, k):
        return k

    def __iter__(cls):
        return iter("cls")

    def __contains__(cls, k):
        return k == 1

    def __add__(cls, o):
        return "M add"


class K(metaclass=M):
    def __len__(self):
        return 1


print(len(K), len(K()), K, K["x"], list(K), 1 in K, K + K)
