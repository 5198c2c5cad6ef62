"""A script without a single function: loops over global variables."""

import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000

# Pi by the series of Leibniz.
total = 0.0
sign = 1.0
for i in range(n):
    total += sign / (2 * i + 1)
    sign = -sign
print("%.9f" % (4 * total))

# The sum of all multiples of three or five.
multiples = 0
i = 0
while i < n:
    if i % 3 == 0 or i % 5 == 0:
        multiples += i
    i += 1
print(multiples)

# How often each last digit occurs among the squares.
counts = [0] * 10
for i in range(n // 4):
    counts[i * i % 10] += 1
print(counts)
