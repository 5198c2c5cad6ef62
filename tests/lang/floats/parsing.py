# float() of text.
for text in ["0", "1.5", " 2.5\n", "+3", "-4.", ".5", "1e5", "1E-5", "1_000.5", "inf", "-Infinity", "+INF", "nan", "-NaN", "1e400", "-1e400", "1e-400", "١٢.٥", "0x10", "", " ", ".", "1__0", "1_", "_1", "1e", "1.5.2", "in f", "1 2", "infinit", "5e-324", "2.4703282292062328e-324", "9007199254740993", "1" * 400, "0." + "0" * 400 + "1"]:
    try:
        print(repr(text[:24]), float(text))
    except ValueError as error:
        print(str(error)[:70])
print(float(b"1.5"), float(bytearray(b"2")), float(), float(7), float(True), float(10 ** 22))
for bad in (None, [], 1j, {}):
    try:
        float(bad)
    except TypeError as error:
        print(error)
try:
    float(10 ** 400)
except OverflowError as error:
    print(error)
