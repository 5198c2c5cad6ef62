# Classes that derive from collections.abc.Sequence or Mapping, or are registered there, match as such.
import collections.abc


class Seq(collections.abc.Sequence):
    def __getitem__(self, i):
        return [1, 2][i]

    def __len__(self):
        return 2


class Map(collections.abc.Mapping):
    def __getitem__(self, k):
        return {"a": 1, "b": 2}[k]

    def __len__(self):
        return 2

    def __iter__(self):
        return iter("ab")


class Plain:
    def __getitem__(self, i):
        return [7, 8][i]

    def __len__(self):
        return 2


class Sub(Plain):
    pass


def kind(x):
    match x:
        case [a, b]:
            return "sequence", a, b
        case {"a": a, **rest}:
            return "mapping", a, rest
        case _:
            return "other"


print(kind(Seq()), kind(Map()), kind(Plain()), kind(Sub()))
collections.abc.Sequence.register(Plain)
print(kind(Plain()), kind(Sub()), kind("ab"), kind(b"ab"))
