# Repeating more often than any memory could hold.
for x in ("ab", b"ab", bytearray(b"ab"), [1, 2], (1, 2), "", b"", [], ()):
    for n in (2**62, 2**63 - 1, 2**63, 2**100, -(2**100)):
        for way in (lambda: x * n, lambda: n * x):
            try:
                print(type(x).__name__, n, len(way()))
            except (OverflowError, MemoryError) as e:
                print(type(x).__name__, n, type(e).__name__, e)
