# What cannot be held in memory raises MemoryError or OverflowError, and the program goes on.
actions = {
    "text": lambda: "x" * 10**18,
    "huge text": lambda: "x" * 10**20,
    "list": lambda: [0] * 10**18,
    "floats": lambda: [0.5] * 10**17,
    "huge list": lambda: [0] * 10**20,
    "tuple": lambda: (0,) * 10**18,
    "bytes": lambda: b"x" * 10**18,
    "zeros": lambda: bytes(10**18),
    "bytearray": lambda: bytearray(b"ab") * 10**18,
    "ljust": lambda: "a".ljust(10**18),
    "center": lambda: "é".center(10**17),
    "zfill": lambda: "1".zfill(10**18),
    "bytes pad": lambda: b"a".rjust(10**18),
    "tabs": lambda: "\t".expandtabs(10**18),
    "shift": lambda: 1 << 10**12,
    "format": lambda: format(1, "1000000000000000000"),
    "format text": lambda: format("a", "1000000000000000000"),
    "percent": lambda: "%1000000000000000000d" % 1,
    "to_bytes": lambda: (1).to_bytes(10**17, "big"),
}
for name, action in actions.items():
    try:
        print(name, len(action()))
    except (MemoryError, OverflowError) as error:
        print(name, type(error).__name__, error)
