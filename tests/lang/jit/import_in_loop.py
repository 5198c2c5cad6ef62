# Imports inside hot loops and functions; module attributes rebound.
total = 0
for i in range(40):
    import math
    from math import sqrt
    total += math.floor(sqrt(i))
print(total)


def f(x):
    import operator
    return operator.add(x, 1)


print(sum(f(i) for i in range(40)))
import sys
import types

m = types.ModuleType("m")
m.k = 1
sys.modules["m"] = m
import m
out = []
for i in range(60):
    out.append(m.k)
    if i == 20:
        m.k = 2.5
    if i == 30:
        del m.k
        m.__getattr__ = lambda name: name + "!"
    if i == 45:
        m.k = "back"
print(out[20:22], out[30:32], out[45:47])
seen = []
for i in range(40):
    if i == 20:
        fake = types.ModuleType("math")
        fake.pi = 3
        sys.modules["math"], real = fake, sys.modules["math"]
    if i == 30:
        sys.modules["math"] = real
    import math
    seen.append(math.pi)
print(seen[19], seen[20], seen[30])
count = 0
for i in range(30):
    try:
        import no_such_module_at_all
    except ImportError:
        count += 1
print(count)
