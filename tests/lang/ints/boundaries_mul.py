# Multiplication whose result lands on, just below and just above 2**62, 2**63 and 2**64.
half = 1 << 31
print(half * half, half * half * 2, (half * 2) * (half * 2))
print((half - 1) * half, (half + 1) * half)
print(-half * half, -half * half * 2, (-half * 2) * (half * 2))
for a in (3037000499, 3037000500, 4294967295, 4294967296, 2147483647):
    print(a, a * a, -a * a, -a * -a, a * a * a)
print(4611686018427387904 * 2, 4611686018427387903 * 2, -4611686018427387904 * 2, -4611686018427387905 * 2)
print(9223372036854775807 * -1, -9223372036854775808 * -1, 9223372036854775808 * -1)
print(0 * (1 << 100), (1 << 100) * 0, 1 * (1 << 100), -1 * (1 << 100))
