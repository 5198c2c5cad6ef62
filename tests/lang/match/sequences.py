# Sequence patterns: lengths, stars, nesting, and what is not a sequence.
def f(x):
    match x:
        case []:
            return "empty"
        case [one]:
            return f"one {one}"
        case [1, 2]:
            return "exactly 1 2"
        case [1, *rest]:
            return f"1 then {rest}"
        case [a, (b, c)]:
            return f"nested {a} {b} {c}"
        case [*init, "end"]:
            return f"ends {init}"
        case ["go", ("north" | "south") as way, *_]:
            return f"go {way}"
        case [a, *middle, z] if a == z:
            return f"same ends {middle}"
        case (int(), str(), *_):
            return "int str"
        case [_, _, *_]:
            return "two or more"
    return "no"


from array import array
from collections import deque
for x in ([], (), [5], (7,), [1, 2], [1, 2, 3], [9, [8, 7]], ["x", "y", "end"], ["go", "north", 1], ["go", "east"], [4, 5, 6, 4], [1.5, "s"], [2, "s"], "ab", b"ab", {1, 2}, {"a": 1}, range(3), iter([1]), None, deque([1, 2]), array("i", [5]), bytearray(b"a"), memoryview(b"ab")):
    print(type(x).__name__, f(x))


class Seq:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i > 1:
            raise IndexError
        return i


print(f(Seq()))
import collections.abc
collections.abc.Sequence.register(Seq)
print(f(Seq()))
match [[1, [2, [3]]], 4]:
    case [[a, [b, [c]]], d]:
        print(a, b, c, d)
match (1, 2, 3, 4):
    case first, *_, last:
        print(first, last)
