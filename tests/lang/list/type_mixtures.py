# Lists that change what they hold: ints, floats, big ints, strings, and back.
a = []
for x in (1, 2, 3):
    a.append(x)
print(a, sum(a))
a.append(2.5)
print(a, sum(a), [type(x).__name__ for x in a])
a.append(1 << 70)
a.append(True)
print(a, [type(x).__name__ for x in a], a.count(1), a.index(True))
a.append("s")
a.append(None)
print(a)
f = [1.5, 2.5]
f.append(3)
print(f, [type(x).__name__ for x in f])
f[0] = 7
f[1:2] = [1, 2.0]
print(f, [type(x).__name__ for x in f])
i = [1, 2, 3]
i[1] = 2.0
print(i, i == [1, 2, 3], i * 2, i + [0.5])
i = [0] * 3
i[0] = (1 << 62)
i[1] = (1 << 63)
i[2] = -(1 << 62)
print(i, max(i), min(i), sorted(i))
z = [0.0, -0.0, 0, False]
print(z, z.index(-0.0), z.count(0), [str(v) for v in z])
n = [1, 2, 3]
n[0], n[1] = n[1], 1e300
print(n, 1e300 in n, n.index(1e300), list(reversed(n)), n[::-1], n.copy())
