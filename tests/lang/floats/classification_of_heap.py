# Floats with extreme exponents mixed with common ones: each must survive every container and operation.
extremes = [5e-324, 1e-308, 1e-200, 1e-77, 1e-76, 1e-30, 1.0, 2.0, 1e30, 1e76, 1e77, 1e78, 1e200, 1e308, -5e-324, -1e-200, -1e200, 0.0, -0.0, float("inf"), float("-inf")]
print(extremes)
print([x + 0.0 for x in extremes] == extremes, [x * 1.0 for x in extremes] == extremes, [-(-x) for x in extremes] == extremes)
print({x: i for i, x in enumerate(extremes)})
print(sorted(extremes), max(extremes), min(extremes), sum(extremes[:14]))
table = dict.fromkeys(extremes)
print(len(table), all(x in table for x in extremes))
a, b = extremes[3], extremes[4]
for _ in range(10):
    a, b = b * 10, a / 10
print(a, b)
print([x == y for x, y in zip(extremes, extremes[1:])], [abs(x) for x in extremes])
