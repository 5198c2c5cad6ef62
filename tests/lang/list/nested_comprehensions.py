# Matrices and flattening.
m = [[i * 3 + j for j in range(3)] for i in range(3)]
print(m, [list(r) for r in zip(*m)], [x for r in m for x in r], [[r[i] for r in m] for i in range(3)], [(i, j) for i in range(3) for j in range(i)], [x for r in m if r[0] for x in r if x % 2])
print([sum(a * b for a, b in zip(r, c)) for r in m for c in zip(*m)], [[y for y in range(x)] for x in range(4)], {x: [y for y in range(x)] for x in range(3)})
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
x = "outer"
print([x for x in range(3)], x, [y for y in [x]], [(lambda z: z + 1)(v) for v in range(3)])
