# Two's complement of unlimited width.
values = [0, 1, -1, 5, -6, 0xFF, -0x100, (1 << 62) - 1, -(1 << 62), (1 << 64) - 1, -(1 << 64), (1 << 100) + 3, -(1 << 100) - 3]
for a in values:
    print(a, [a & b for b in values])
    print(a, [a | b for b in values])
    print(a, [a ^ b for b in values])
print(True & 1, True & True, True | 2, True ^ True, type(True & False), type(True & 1))
