# The accumulator turns from int to float in the middle of a hot loop, and back.
def f(values):
    total = 0
    for v in values:
        total = total + v
    return total


print(f(range(50)))
print(f([1] * 30 + [0.5] + [1] * 30))
print(f([0.5] * 30 + [1] * 30), f([1] * 60), f([1.0] * 60))
x = 0
for i in range(60):
    x += 1 if i < 40 else 0.25
    if i == 55:
        x = int(x)
print(x, type(x).__name__)
kinds = []
y = 1
for i in range(40):
    y = y * 2 if i % 10 else y / 2 if i % 20 else int(y)
    kinds.append(type(y).__name__[0])
print(y, "".join(kinds))
