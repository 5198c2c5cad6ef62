# to_bytes and from_bytes: order, sign, length.
for n, length, signed in [(0, 0, False), (0, 1, False), (1, 2, False), (258, 2, False), (255, 1, False), (-1, 1, True), (-128, 1, True), (127, 1, True), (-129, 2, True), (2 ** 64 - 1, 8, False), (2 ** 64, 9, False), (-2 ** 63, 8, True), (2 ** 100, 16, True)]:
    for order in ("big", "little"):
        data = n.to_bytes(length, order, signed=signed)
        print(n, length, order, signed, data, int.from_bytes(data, order, signed=signed))
print((5).to_bytes(), (1).to_bytes(3), int.from_bytes(b"\x01\x02"), int.from_bytes([1, 2, 3], "big"), int.from_bytes(b""))
print(True.to_bytes(1, "big"), int.from_bytes(bytearray(b"\xff\x00"), "little"))
for call in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (128).to_bytes(1, "big", signed=True),
             lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "middle"), lambda: int.from_bytes([256], "big"), lambda: int.from_bytes("ab", "big")):
    try:
        print(call())
    except (OverflowError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
