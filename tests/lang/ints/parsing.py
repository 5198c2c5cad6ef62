# int() of text: blanks, signs, underscores, bases, prefixes.
good = ["0", " 42 ", "\t-7\n", "+5", "1_000_000", "00012", "-0", "９８７", "٣", "1" * 40]
for text in good:
    print(repr(text), int(text))
for text, base in [("ff", 16), ("FF", 16), ("0xff", 16), ("0b101", 2), ("0o17", 8), ("z", 36), ("Zz", 36), ("-0x1F", 0),
                   ("0b11", 0), ("0o7_7", 0), ("1_0", 0), ("0", 0), ("000", 0), ("777", 8), ("0x_f", 16), ("9" * 30, 10),
                   ("f" * 20, 16), ("1" * 70, 2)]:
    print(repr(text), base, int(text, base))
print(int(b"12"), int(bytearray(b" 34 ")), int(b"ff", 16), int("12", base=5), int())
bad = [("", 10), (" ", 10), ("1__0", 10), ("_1", 10), ("1_", 10), ("0x", 16), ("12", 2), ("1.5", 10), ("1e3", 10), ("- 1", 10),
       ("010", 0), ("a", 10), ("é", 10), ("1 2", 10), ("\0", 10), ("0b2", 0)]
for text, base in bad:
    try:
        print(int(text, base))
    except ValueError as error:
        print(error)
