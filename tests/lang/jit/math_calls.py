# math functions in hot loops: domain errors, types, rebinding.
import math
from math import floor, sqrt

total = 0.0
for i in range(60):
    total += math.sqrt(i) + math.sin(i) * math.cos(i) + math.atan2(i, 3) + math.hypot(i, 1) + math.fabs(-i) + math.exp(-i) + math.log(i + 1) + math.pow(i, 0.5) + math.fmod(i, 3) + math.floor(i / 3) + math.ceil(i / 3) + math.trunc(i / 3)
print(f"{total:.9f}")
errors = []
for x in [4.0] * 30 + [-1.0, 9, 1 << 100, True, "x", None, 2.25]:
    try:
        last = sqrt(x)
    except (ValueError, TypeError) as error:
        errors.append(type(error).__name__)
print(last, errors)
n = 0
for x in [1.5] * 30 + [-1.5, 2, 1e300, float("inf"), float("nan")]:
    try:
        n += floor(x) % 1000
    except (OverflowError, ValueError) as error:
        print(error)
print(n)
out = []
for i in range(50):
    out.append(math.floor(i / 2))
    if i == 25:
        real, math.floor = math.floor, lambda x: "patched"
    if i == 40:
        math.floor = real
print(out[24:27], out[40:42])


class Real:
    def __float__(self):
        return 16.0

    def __floor__(self):
        return "user floor"


print([sqrt(v) for v in [4.0] * 20 + [Real()] + [9] * 3][-4:], floor(Real()))
prime_sum = 0
for n in range(2, 200):
    for d in range(2, math.isqrt(n) + 1):
        if n % d == 0:
            break
    else:
        prime_sum += n
print(prime_sum, sum(math.gcd(i, 36) for i in range(60)), math.prod(range(1, 25)), sum(math.comb(20, k) for k in range(21)))
