# __repr__, __str__, __format__, and their defaults.
class R:
    def __repr__(self):
        return "R()"


class S:
    def __str__(self):
        return "S-str"

    def __repr__(self):
        return "S-repr"

    def __format__(self, spec):
        return f"S-format({spec})"


class N:
    pass


print(R(), str(R()), [R()], f"{R()}", f"{R()!r:>6}", "{}".format(R()), "%s" % R())
print(S(), repr(S()), [S()], f"{S()}", f"{S():x}", f"{S()!s:>7}", f"{S()!r}", f"{S()!a}", format(S(), "q"), "%s %r" % (S(), S()), {S(): S()}, (S(),))
print(repr(N()).startswith("<__main__.N object at 0x"), str(N())[:12], repr(N), str(int), repr(N.__init__)[:13], repr(len), repr([].append).split(" at ")[0], repr(str.upper), repr(type), repr(None), repr(...), repr(NotImplemented))
try:
    f"{N():x}"
except TypeError as error:
    print(error)


class Recursive:
    def __init__(self):
        self.items = [self]

    def __repr__(self):
        return f"Rec({len(self.items)})"


print(Recursive().items)


class BadRepr:
    def __repr__(self):
        raise ValueError("in repr")


try:
    print([BadRepr()])
except ValueError as error:
    print(error)
print(repr(N.__dict__)[:12], type(N.__dict__).__name__, repr(property())[:9], repr(super)[:14], repr(N().__init__).split(" of ")[0])
