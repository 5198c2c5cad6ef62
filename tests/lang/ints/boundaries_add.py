# Addition and subtraction across every width at which a representation may change.
for bits in (30, 31, 32, 52, 53, 60, 61, 62, 63, 64, 65, 127, 128):
    edge = 1 << bits
    print(bits, edge - 1, edge, edge + 1)
    print(bits, -edge + 1, -edge, -edge - 1)
    print(bits, (edge - 1) + 1 == edge, (edge - 1) + (edge - 1), (-edge) + (-edge), (-edge) - edge)
    print(bits, edge - edge, -edge + edge, (edge + 1) - edge)
