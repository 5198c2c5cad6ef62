# The most negative value of a width has no positive counterpart in that width.
for bits in (31, 32, 61, 62, 63, 64):
    low = -(1 << bits)
    print(bits, -low, abs(low), -(low + 1), abs(low - 1), +low, ~low, ~(-low))
x = -4611686018427387904
print(-x, -(-x), abs(x), x - 1, -(x - 1))
print(-0, abs(-0), ~0, ~-1)
print(abs(True), -True, +False)
