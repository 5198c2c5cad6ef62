# A builtin is replaced while a hot loop calls it, in builtins and by a global of the same name.
import builtins

real_len, real_range, real_isinstance = len, range, isinstance
out = []
for i in real_range(60):
    if i == 20:
        builtins.len = lambda x: -1
    if i == 40:
        builtins.len = real_len
    out.append(len("abc"))
print(out.count(3), out.count(-1))


def typed(n):
    c = 0
    for i in range(n):
        if i == 25:
            builtins.isinstance = lambda o, t: False
        if isinstance(i, int):
            c += 1
    builtins.isinstance = real_isinstance
    return c


print(typed(50), typed(50))


def f(n):
    total = 0
    for i in range(n):
        total += max(i, 10)
        if i == 20:
            globals()["max"] = min
        if i == 40:
            globals().pop("max")
    return total


print(f(60))


def ranges(n):
    total = 0
    for i in range(n):
        for j in range(3):
            total += j
        if i == 15:
            globals()["range"] = lambda n: [100]
        if i == 25:
            del globals()["range"]
    return total


print(ranges(40))
try:
    for i in real_range(50):
        if i == 30:
            saved = builtins.abs
            del builtins.abs
        x = abs(i)
except NameError as error:
    print(error, i)
builtins.abs = saved
print(abs(-3))
