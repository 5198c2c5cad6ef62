# strip, removeprefix, justification, zfill, expandtabs.
for s in ("  spaced\t\n", "xxhixx", "abcba", "", "\u3000wide\u2003"):
    print(repr(s), repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), repr(s.strip("x")), repr(s.strip("ab")), repr(s.lstrip("xa")))
print("prefix-body".removeprefix("prefix-"), "body".removeprefix("x"), "body.py".removesuffix(".py"), "body".removesuffix(""), "aaa".removeprefix("a"))
for s in ("ab", "abc", "", "日本"):
    print([s.center(6), s.center(7, "*"), s.ljust(5, "."), s.rjust(5, "."), s.center(1), s.zfill(5)])
print("42".zfill(5), "-42".zfill(5), "+42".zfill(5), "--42".zfill(6), "".zfill(2), "x".zfill(0))
print("a\tbc\tdef\tg".expandtabs(), "a\tbc\n\td".expandtabs(4), "\t".expandtabs(0), "ab\t".expandtabs(2))
for call in (lambda: "a".center(5, "xx"), lambda: "a".ljust("5"), lambda: "a".strip(1), lambda: "a".rjust(5, 1)):
    try:
        print(call())
    except TypeError as error:
        print(error)
