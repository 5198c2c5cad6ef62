# Loops over ranges at the limits of the machine word.
for r in (range(2 ** 62 - 2, 2 ** 62 + 2), range(2 ** 63 - 2, 2 ** 63 + 2), range(-2 ** 63 + 1, -2 ** 63 - 3, -1), range(2 ** 64, 2 ** 64 + 5, 2), range(-2 ** 62 + 1, -2 ** 62 - 2, -1)):
    out = []
    for x in r:
        out.append(x)
    print(out, len(r), r[1], list(reversed(r))[0], r.index(r[2]))
it = iter(range(3))
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), next(it, None), it.__length_hint__())
total = 0
for i in range(1000):
    for j in range(i, 0, -250):
        total += j
print(total)
for i in range(5):
    i *= 10
    print(i, end=" ")
print(i)
i = "kept"
for i in range(0):
    pass
print(i)
for i in range(3):
    pass
else:
    print("else", i)
print([*range(3)], {*range(3)}, (*range(2),), dict.fromkeys(range(2)), [(a, b) for a in range(2) for b in range(2)])
