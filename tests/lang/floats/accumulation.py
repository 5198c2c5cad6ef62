# Sums that must round step by step exactly like IEEE doubles.
total = 0.0
for i in range(1, 1001):
    total += 1.0 / i
print(total)
total = 0.0
for _ in range(10):
    total += 0.1
print(total, total == 1.0, sum([0.1] * 10), sum([1e16, 1.0, -1e16]), sum([1e308, 1e308, -1e308]))
x = 1.0
for i in range(60):
    x = x * 1.1 - 0.05
print(x)
n = 0
eps = 1.0
while 1.0 + eps / 2 != 1.0:
    eps /= 2
    n += 1
print(eps, n)
x = 1.0
count = 0
while x > 0.0:
    x /= 2.0
    count += 1
print(count)
