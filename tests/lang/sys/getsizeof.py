# sys.getsizeof: bigger things are bigger; __sizeof__ is asked.
import sys

print(sys.getsizeof([]) < sys.getsizeof([1, 2, 3]) < sys.getsizeof(list(range(100))), sys.getsizeof("") < sys.getsizeof("abc") < sys.getsizeof("日本語"), sys.getsizeof(1) <= sys.getsizeof(1 << 100), sys.getsizeof({}) < sys.getsizeof(dict.fromkeys(range(100))), sys.getsizeof(b"x" * 100) - sys.getsizeof(b""), sys.getsizeof("x" * 100) - sys.getsizeof(""), sys.getsizeof(set(range(100))) > sys.getsizeof(set()), sys.getsizeof(()) < sys.getsizeof((1, 2)), sys.getsizeof(object()) >= 16, sys.getsizeof(0.5) >= 8)


class S:
    def __sizeof__(self):
        return 1000


class Bad:
    def __sizeof__(self):
        return "x"


class Negative:
    def __sizeof__(self):
        return -1


print(sys.getsizeof(S()) >= 1000, S().__sizeof__())
for bad in (Bad(), Negative()):
    try:
        sys.getsizeof(bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
