# // and % with changing signs of both operands in one loop.
def run(pairs):
    total_q = total_r = 0
    for a, b in pairs:
        total_q += a // b
        total_r += a % b
        assert (a // b) * b + a % b == a
    return total_q, total_r


pairs = [(a, b) for a in range(-10, 11) for b in (-3, -2, -1, 1, 2, 3)]
print(run(pairs), run([(a * 1.5, b) for a, b in pairs]), run([(a << 70, b) for a, b in pairs]))
q = []
for d in [3] * 20 + [-3] * 20 + [1, -1, 8, -8]:
    q.append((-7 // d, -7 % d, 7 // d, 7 % d))
print(q[0], q[25], q[-4:])
try:
    for d in range(20, -5, -1):
        last = 100 // d, 100 % d
except ZeroDivisionError:
    print("stopped", d, last)
x = 1 << 40
out = []
while x:
    x = x // 8 if x > 0 else 0
    out.append(x % 7)
print(out)
powers = 0
for i in range(-50, 50):
    powers += (i % 8) + (i // 4) + (i >> 2) + (i & 7)
print(powers)
