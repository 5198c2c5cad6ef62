# repr is the shortest text that reads back as the same float.
import math

values = [0.0, -0.0, 1.0, -1.0, 0.1, 0.1 + 0.2, 1 / 3, 2 / 3, 1e15, 1e16, 123456789012345.6, 1e17, 1e22, 1e23, 1e100, 1e-4, 1e-5, 0.00012345, 1.5e-7, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e308 * 10, -1e308 * 10, 9007199254740992.0, 9007199254740993.0, 1e16 - 1, 4.35, 2.675, 1.1 * 1.1, math.pi, math.e]
for x in values:
    print(repr(x), str(x), float(repr(x)) == x, math.copysign(1.0, x))
print(float("nan"), -float("nan"), [0.1, -0.0], (1e16,), {1.0: 2.0})
