# str() of everything, and of bytes with an encoding.
print(str(), str(1), str(1.0), str(None), str([1, "a"]), str({"a": (1,)}), str(b"x"), str(b"\xc3\xa9", "utf-8"), str(bytearray(b"hi"), "ascii"), str(b"\xff", errors="replace"), str(object="o"))


class Both:
    def __repr__(self):
        return "R"


class Str:
    def __str__(self):
        return "S"


class Wrong:
    def __str__(self):
        return 1

    __repr__ = __str__


print(str(Both()), f"{Both()}", str(Str()), [Both()], type(str(Str())))
for call in (lambda: str(Wrong()), lambda: repr(Wrong()), lambda: str("a", "utf-8"), lambda: str(1, "utf-8"), lambda: str(b"a", 1), lambda: f"{Wrong()}"):
    try:
        print(call())
    except TypeError as error:
        print(error)
