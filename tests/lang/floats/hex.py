# hex and fromhex.
for x in (0.0, -0.0, 1.0, -1.5, 0.1, 3.141592653589793, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan")):
    print(x, x.hex())
for text in ("0x1p0", "0x1.8p1", "-0x1.999999999999ap-4", "1.8", "0x.8", "0xap-1", "inf", "nan", "-0x0p0", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1.fffffffffffff8p0", "  0x10  "):
    print(text, float.fromhex(text))
for text in ("", "0x", "0x1p", "g", "0x1p2000", "1 2"):
    try:
        print(float.fromhex(text))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
