# One call site, many classes: two, four, ten of them, in blocks and interleaved.
class Base:
    def area(self):
        return 0


def make(k):
    return type(f"Shape{k}", (Base,), {"area": lambda self, k=k: k * self.side, "__init__": lambda self, s: setattr(self, "side", s)})


classes = [make(k) for k in range(10)]


def total(shapes):
    t = 0
    for s in shapes:
        t += s.area()
    return t


def objects(count, n):
    return [classes[i % count](i) for i in range(n)]


for count in (1, 2, 4, 10):
    print(count, total(objects(count, 60)))
blocks = [classes[k](1) for k in range(10) for _ in range(15)]
print(total(blocks), total([Base()] * 30 + blocks[:40]))
mixed = [1, 2.5, "s", [1], (1,), {1: 2}, None, True, 3 + 4j, b"b"]
names = {}
for i in range(200):
    v = mixed[i * 7 % 10]
    names[type(v).__name__] = names.get(type(v).__name__, 0) + (len(v) if hasattr(v, "__len__") else 1)
print(names)


def visit(v):
    if isinstance(v, bool):
        return 1
    if isinstance(v, (int, float)):
        return v
    if isinstance(v, str):
        return len(v)
    if isinstance(v, (list, tuple)):
        return sum(visit(x) for x in v)
    if isinstance(v, dict):
        return sum(visit(k) + visit(x) for k, x in v.items())
    return 0


tree = [1, [2.5, "abc", {"k": [4, (5, None)]}], True]
print([visit(tree) for _ in range(30)][-1], visit([tree] * 40))
