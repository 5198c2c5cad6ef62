# X | Y on classes and list[int]: values, isinstance, equality.
print(list[int], dict[str, list[int]], tuple[int, ...], type[int], list[int].__origin__, dict[str, int].__args__, list[int] == list[int], hash(list[int]) == hash(list[int]), list[int]([1, 2]), isinstance([1], list))
print(isinstance(5, int | str), isinstance("s", int | None), isinstance(None, int | None), issubclass(bool, int | str), isinstance(2.5, (int, str | float)))
for action in (lambda: isinstance([], list[int]), lambda: issubclass(list, list[int]), lambda: list[int][str], lambda: int | 5, lambda: int[str], lambda: isinstance(1, int | list[int])):
    try:
        print(action())
    except TypeError as error:
        print(error)


class G[T]:
    @classmethod
    def make(cls):
        return cls.__name__


class H(G[int]):
    pass


print(H.__mro__[1].__name__, H.__orig_bases__[0].__args__, G[int].make(), isinstance(G[int](), G), G[int]().__orig_class__.__args__ == (int,))


class L(list[int]):
    pass


print(L([1]), L.__bases__, L.__orig_bases__)
