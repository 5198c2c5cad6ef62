# int, floor, ceil, trunc of floats.
import math

for x in (0.0, -0.0, 0.9, -0.9, 1.5, -1.5, 1e15 + 0.5, 2.0 ** 62, -2.0 ** 62, 2.0 ** 63, -2.0 ** 63, 1e30, -1e30, 5e-324, -5e-324):
    print(x, int(x), math.floor(x), math.ceil(x), math.trunc(x), x.is_integer())
for x in (float("inf"), float("-inf"), float("nan")):
    for function in (int, math.floor, math.ceil, math.trunc):
        try:
            function(x)
        except (ValueError, OverflowError) as error:
            print(x, type(error).__name__, error)
