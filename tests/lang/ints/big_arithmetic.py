# Big numbers against identities that a wrong carry would break.
import math

a = 3 ** 400 + 12345
b = 7 ** 250 - 98765
print(a * b == b * a, (a + b) * (a - b) == a * a - b * b, (a * b) // b == a, (a * b + 5) % b == 5)
print((a ^ b) ^ b == a, (a & b) + (a | b) == a + b, (a << 77) >> 77 == a, ~(~a) == a)
print(a % 1000000007, b % 1000000007, (a * b) % 1000000007)
print(math.factorial(50), math.gcd(a, a * 17), math.isqrt(a) ** 2 <= a < (math.isqrt(a) + 1) ** 2)
f0, f1 = 0, 1
for _ in range(500):
    f0, f1 = f1, f0 + f1
print(f0)
n, digits = 2 ** 521 - 1, 0
while n:
    n, d = divmod(n, 10)
    digits += d
print(digits)
print(str(a)[:40], str(a)[-40:], len(str(a)), int(str(a)) == a, int(hex(a), 16) == a)
