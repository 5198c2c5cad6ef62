# Indexing gives ints, slicing gives bytes; literals and repr.
b = b"hello\x00\xff\t'\""
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], list(b[:3]), b[5:6] == b"\0", 104 in b, b"ell" in b, b"" in b)
print(b"it's", b'"', b"'\"", b"\\", b"\n\r\t\x7f\x80", rb"\n", bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(5)), bytes(bytearray(b"y")))
print(b"a" + b"b", b"ab" * 3, b"a" < b"b", b"a" == "a", b"a" == bytearray(b"a"), hash(b"abc") == hash("abc"), {b"k": 1}[b"k"], max(b"abc"), sorted(b"cab"), sum(b"\x01\x02"))
print(b"%d %s %r %x %5.2f %c %b %a" % (1, b"s", "r", 255, 2.5, 65, b"raw", "é"), b"%(k)s" % {b"k": b"v"})
for call in (lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("a"), lambda: bytes(-1), lambda: bytes(1.5), lambda: bytes(["a"]), lambda: b"a" + "a", lambda: 300 in b"a", lambda: "a" in b"a", lambda: b"abc"[5], lambda: b"a" < "a", lambda: b"%s" % "x", lambda: bytes(1, "utf-8"), lambda: b"a".join(["x"])):
    try:
        print(call())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
