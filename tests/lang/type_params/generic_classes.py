# Classes with type parameters work, whether or not there is a typing module.
class Box[T]:
    def __init__(self, item: T):
        self.item = item

    def map[U](self, f):
        return Box(f(self.item))


class Pair[A, B](Box[A]):
    def __init__(self, a: A, b: B):
        super().__init__(a)
        self.b = b


class Numbers(Box[int]):
    pass


class Sized[T, N = int]:
    pass


print(Box(5).map(str).item, Pair(1, 2).b, Numbers(3).item)
print(Box.__type_params__, Box.__parameters__, Pair.__parameters__, Numbers.__parameters__)
print([c.__name__ for c in Pair.__mro__], [c.__name__ for c in Numbers.__mro__])
print(Box[int], Pair[int, str], Box[Box[int]], Sized[str])
print(Box[int](7).item, Box[int].__origin__ is Box, Box[int].__args__, Box[int] == Box[int], hash(Box[int]) == hash(Box[int]))
print(Box[int](7).__orig_class__, Numbers.__orig_bases__)
T, = Box.__type_params__
print(Box[list[T]][int], Pair[T, int][str])
for action in (lambda: Box[int, str], lambda: Pair[int], lambda: Numbers[int], lambda: isinstance(1, Box[int])):
    try:
        print(action())
    except TypeError as error:
        print(error)
