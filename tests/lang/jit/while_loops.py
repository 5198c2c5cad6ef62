# while loops with all kinds of conditions: calls, chained tests, walrus, containers, floats.
def isqrt(n):
    x = n
    y = (x + 1) // 2
    while y < x:
        x = y
        y = (x + n // x) // 2
    return x


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def bisect(f, lo, hi):
    steps = 0
    while hi - lo > 1e-12 and steps < 200:
        mid = (lo + hi) / 2
        if f(mid) > 0:
            hi = mid
        else:
            lo = mid
        steps += 1
    return lo, steps


def digits(n):
    out = []
    while n:
        n, d = divmod(n, 10)
        out.append(d)
    return out[::-1]


def binary_search(l, x):
    lo, hi = 0, len(l)
    while lo < hi:
        mid = (lo + hi) // 2
        if l[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


print([isqrt(n) for n in (0, 1, 99, 10 ** 12, 10 ** 40)], gcd(2 ** 40 * 9, 6 ** 20), gcd(10 ** 50, 15 ** 30), bisect(lambda x: x * x - 2, 0.0, 2.0), digits(2 ** 100), [binary_search(list(range(0, 100, 3)), x) for x in (0, 50, 98, 200)])
queue = [1]
seen = 0
while queue and seen < 100:
    n = queue.pop(0)
    seen += 1
    if n < 1000:
        queue += [n * 2, n * 3]
print(seen, len(queue), queue[:4])
it = iter(range(60))
total = 0
while (v := next(it, None)) is not None:
    if v % 7 == 3:
        continue
    total += v
else:
    total += 10000
print(total)
text = "a1b22c333" * 8
i = 0
numbers = []
while i < len(text):
    j = i
    while j < len(text) and text[j].isdigit():
        j += 1
    if j > i:
        numbers.append(int(text[i:j]))
    i = j + 1
print(sum(numbers), len(numbers))
x, n = 0.1, 0
while 0 < x < 1e6:
    x = x * 1.7 + n % 3
    n += 1
print(n, x)
a, b = 0, 100
while a != b:
    a += 1
    b -= 1 if b % 2 else 1
    if a > b:
        break
print(a, b)
