# The iterator protocol by classes, by __getitem__, and by iter(callable, sentinel).
class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Seq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10


class Bad:
    def __iter__(self):
        return 5


class NoIter:
    __iter__ = None


print(list(Count(3)), [x for x in Count(2)], list(Seq()), 20 in Seq(), 7 in Seq(), [*Seq()], sum(Seq()), dict(zip(Seq(), Count(3))), max(Count(4)))
a, b, c = Count(3)
print(a, b, c, list(iter(iter([1, 2, 3, 0, 4]).__next__, 0)), list(reversed([1, 2])))
for bad in (Bad(), NoIter(), 5, None, object()):
    try:
        iter(bad)
    except TypeError as error:
        print(str(error).split(" object at")[0])


class Once:
    def __iter__(self):
        print("iter called")
        return iter("ab")


for x in Once():
    print(x)
print(list(Once()), tuple(Once()), "a" in Once())


class Rev:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        print("get", i, end=" ")
        return i


print(list(reversed(Rev())), list(iter(Count(5))))


class Raises:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("in next")


for use in (list, tuple, set, sum, max, sorted, lambda r: [*r], lambda r: [x for x in r], lambda r: dict(r), lambda r: 1 in r, lambda r: next(enumerate(r)), lambda r: next(zip(r))):
    try:
        use(Raises())
    except ValueError as error:
        print(error, end="; ")
