# A fixnum grows past every width inside a loop, shrinks again, and grows the other way.
def grow(n):
    x = 1
    out = []
    for i in range(n):
        x *= 3
        if i % 20 == 19:
            out.append(x)
    return out


def wave():
    x, out = 1, []
    for i in range(200):
        if i < 70 or i > 140:
            x *= 2
        else:
            x //= 2
        if i % 25 == 0:
            out.append(x)
    return out


print(grow(60))
print(grow(120)[-1], wave())
x = -1
for i in range(130):
    x = x * 2 if x > -(1 << 100) else x >> 90
print(x)
total = 0
for i in range(100):
    total += 1 << i
print(total, total == (1 << 100) - 1)
