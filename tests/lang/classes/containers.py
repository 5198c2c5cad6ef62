# oracle: 3.14
# The container protocol: len, getitem, setitem, delitem, contains, iter, reversed, missing.
class Box:
    def __init__(self):
        self.items = {}

    def __len__(self):
        return len(self.items)

    def __getitem__(self, k):
        print("get", k, end="; ")
        return self.items[k]

    def __setitem__(self, k, v):
        print("set", k, v, end="; ")
        self.items[k] = v

    def __delitem__(self, k):
        print("del", k, end="; ")
        del self.items[k]

    def __contains__(self, k):
        return k in self.items or "maybe"

    def __iter__(self):
        return iter(sorted(self.items, key=str))

    def __reversed__(self):
        return ["rev"]


b = Box()
b[1] = "a"
b["k"], b[2, 3] = 5, 6
b["k"] += 10
print()
print(len(b), b[1], 1 in b, 9 in b, 9 not in b, list(b), reversed(b), bool(b), bool(Box()), [*b], b["k"])
del b[1], b[2, 3]
print(list(b))
try:
    b["zz"]
except KeyError as error:
    print("KeyError", error)


class OnlyIter:
    def __iter__(self):
        return iter([1, 2, float("nan")])


print(1 in OnlyIter(), 5 in OnlyIter(), list(OnlyIter())[:2])


class BadLen:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for n in (-1, 1 << 63, "a", 1.5, True):
    try:
        print(len(BadLen(n)))
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
for source in ("o[0]", "o[0] = 1", "del o[0]", "len(o)", "0 in o", "for x in o: pass", "o()", "reversed(o)", "o[1:2]", "[*o]", "{**o}", "next(o)"):
    try:
        exec(source, {"o": type("O", (), {})()})
    except TypeError as error:
        print(source, "->", error)


class ClassItem:
    def __class_getitem__(cls, k):
        return cls.__name__, k


print(ClassItem[int], ClassItem["a", 1])
