# oracle: 3.14
# Domain errors of math name what was expected.
import math


def attempt(f, *args):
    try:
        print(f(*args))
    except (ValueError, OverflowError, TypeError) as error:
        print(f.__name__, type(error).__name__, error)


attempt(math.sqrt, -1)
attempt(math.log, 0)
attempt(math.log, -1.5)
attempt(math.log10, 0.0)
attempt(math.log2, -8)
attempt(math.acos, 2)
attempt(math.asin, -1.5)
attempt(math.sin, math.inf)
attempt(math.exp, 1000)
attempt(math.cosh, 1000)
attempt(math.isqrt, -1)
attempt(math.factorial, -1)
attempt(math.factorial, 2.5)
attempt(math.comb, 5, -1)
attempt(math.gcd, 1.5)
attempt(math.sqrt, "x")
attempt(math.fmod, 1, 0)
attempt(math.pow, 0, -1)
attempt(math.acosh, 0.5)
attempt(math.atanh, 1)
