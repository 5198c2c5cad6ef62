# The str-like methods of bytes.
b = b"The cat, the CAT"
print(b.upper(), b.lower(), b.title(), b.swapcase(), b.capitalize(), b.find(b"cat"), b.rfind(b"t"), b.index(b"c"), b.count(b"t"), b.find(116), b.count(32), b.replace(b"cat", b"dog"), b.startswith(b"The"), b.endswith((b"x", b"CAT")))
print(b.split(), b.split(b", "), b.rsplit(b" ", 1), b.partition(b","), b.rpartition(b" "), b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True), b" x ".strip(), b"xxaxx".strip(b"x"), b"-".join([b"a", b"b"]), b"ab".center(6, b"*"), b"7".zfill(3), b"a\tb".expandtabs(4), b"ab".ljust(4) + b"|", b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"))
print(b"abc".isalpha(), b"123".isdigit(), b"a1".isalnum(), b" ".isspace(), b"ab".islower(), b"AB".isupper(), b"Ab".istitle(), b"\x80".isascii(), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abcabc".translate(None, b"b"))
print(b"\x01\xab\xff".hex(), b"\x01\xab\xff".hex(":"), b"\x01\xab\xff\x02".hex("-", 2), bytes.fromhex("01 ab FF"), b"abc".decode(), b"\xe9".decode("latin-1"), b"abc".__class__)
for call in (lambda: bytes.fromhex("zz"), lambda: b"a".index(b"z"), lambda: b"a".split(b""), lambda: b"a".replace("a", b"b"), lambda: b"a".startswith("a"), lambda: bytes.maketrans(b"a", b"bc"), lambda: b"a".find("a")):
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error)[:50])
