# Hashes of floats agree with equal ints; inf has its own.
for x in (0.0, -0.0, 1.0, -1.0, 0.5, 0.1, 1.5, 1e22, 2.0 ** 61, 2.0 ** 61 - 1, 1e300, 5e-324, float("inf"), float("-inf"), -2.0, 3.14):
    print(x, hash(x), hash(x) == hash(int(x)) if x == x and abs(x) < 1e25 and x == int(x) else "-")
print({0.0: "zero", -0.0: "minus"}, {1: "a", 1.0: "b"}, hash(float("nan")) == hash(float("nan")) or "identity")
