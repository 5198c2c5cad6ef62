# List, set and dict comprehensions with every clause.
print([x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(3) for y in range(x)], [x + y for x in "ab" for y in "cd"], {x % 3 for x in range(10)}, {x: x ** 2 for x in range(4)}, {k: v for k, v in zip("ab", [1, 2])}, {v: k for k, v in {"a": 1}.items()})
print([[i * j for j in range(3)] for i in range(3)], [x if x % 2 else -x for x in range(5)], [y for x in range(3) if x for y in range(x) if y or x == 1], [*[x for x in range(2)], *[x for x in range(2)]], [lambda: x for x in range(2)][0](), [(a, b) for a, b in [(1, 2), (3, 4)]], [a for a, *_ in ["xyz"]])
print([y := 1, y ** 2], [last := x for x in range(3)], last, [(z := x) + z for x in range(3)], z, {x: [y for y in range(x)] for x in range(3)}, [x for x in [y for y in [z for z in range(3)]]], sum([x for x in range(100)]), len([None for _ in range(10)]))
x = "unchanged"
[x for x in range(3)]
print(x, [i for i in range(5) if (lambda: i % 2)()], [f(2) for f in [lambda n, k=k: n * k for k in range(3)]])
