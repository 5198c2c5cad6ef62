# ord and chr over the whole range.
for n in (0, 65, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x10000, 0x10FFFF, 0xD800):
    print(n, ascii(chr(n)), ord(chr(n)) == n, len(chr(n)))
print(ord("a"), ord(b"a"), ord(bytearray(b"z")), [chr(c) for c in range(97, 102)], "".join(map(chr, range(0x3B1, 0x3BA))))
for call in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.0), lambda: ord("ab"), lambda: ord(""), lambda: ord(1), lambda: ord(b"ab"), lambda: chr(1 << 70)):
    try:
        print(call())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
