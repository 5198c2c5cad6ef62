# Mixed comparisons near 2**53 and 2**63, NaN in conditions, min and max in loops.
def count_less(values, limit):
    n = 0
    for v in values:
        if v < limit:
            n += 1
    return n


big = 1 << 53
values = [big - 1, big, big + 1, float(big), float(big + 2), (1 << 63) - 1, 1 << 63, -(1 << 63), 1e19, -1e19, 0.5, 0]
for limit in (big, float(big), big + 1, 1 << 63, float(1 << 63), 1e19, 1 << 70, float("inf"), float("nan")):
    print(count_less(values * 4, limit), end=" ")
print()
low = high = 0
for i in range(60):
    x = i * 0.5 if i % 2 else i
    low = min(low, -x)
    high = max(high, x) if i != 50 else max(high, float("nan"))
print(low, high)
nan = float("nan")
taken = 0
for x in [1.0, nan] * 30:
    if x > 0:
        taken += 1
    if not x <= 0:
        taken += 100
    if x != x:
        taken += 10000
    if x == 1 or x < 0:
        taken += 1000000
print(taken)
eq = 0
for a in [1, 1.0, True, 2, 2.0, "1", None] * 6:
    for b in (1, 1.0, "1", None):
        eq = eq * 2 + (a == b) & 0xFFFFFFF
print(eq)
steps = 0
x = 1e16
while x < 1e16 + 100:
    x += 3
    steps += 1
print(steps, x)
chain = 0
for i in range(-20, 40):
    chain += 0 <= i < 10 or 20.5 < i <= 30
print(chain)
