# Frames of compiled loops are looked at: locals(), sys._getframe, tracebacks show current values.
import sys


def spy(depth=1):
    f = sys._getframe(depth)
    return f.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno, {k: v for k, v in f.f_locals.items() if isinstance(v, (int, float, str))}


def hot(n):
    total, name = 0, "n"
    for i in range(n):
        total += i * 2
        if i % 25 == 24:
            seen = spy()
            out.append(seen)
    return total


def local_view(n):
    a = 0
    for i in range(n):
        b = a + i
        a = b
        if i == n - 1:
            return sorted(locals().items())


def caller(n):
    x = 5
    for i in range(n):
        callee(i)
    return x


def callee(k):
    y = k * 10
    if k == 35:
        out.append((spy(), spy(2)))


def generator(n):
    acc = 0
    for i in range(n):
        acc += i
        yield acc


out = []
print(hot(60), out)
out.clear()
print(local_view(40), caller(40), out)
g = generator(50)
for _ in range(30):
    v = next(g)
print(v, g.gi_frame.f_locals, g.gi_frame.f_lineno - g.gi_code.co_firstlineno)


def writes(n):
    x = 0
    for i in range(n):
        x += 1
        if i == 30:
            sys._getframe().f_locals["x"] = 1000
    return x


print(writes(40))


def failing(n):
    state = 0
    for i in range(n):
        state += i
        [10, 20][i // 30]


try:
    failing(70)
except IndexError as error:
    f = error.__traceback__.tb_next.tb_frame
    print(f.f_locals)
