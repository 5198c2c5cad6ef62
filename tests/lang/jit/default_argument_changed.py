# __defaults__, __kwdefaults__ and __code__ of a function change while a loop calls it.
def f(x, y=10, *, z=100):
    return x + y + z


out = []
for i in range(60):
    out.append(f(i))
    if i == 20:
        f.__defaults__ = (1000,)
    if i == 30:
        f.__kwdefaults__ = {"z": 0.5}
    if i == 40:
        f.__defaults__ = None
        f.__code__ = (lambda x: -x).__code__
print(out)


def g(n, acc=[]):
    acc.append(n)
    return len(acc)


print([g(i) for i in range(40)][-1], len(g.__defaults__[0]))


def h(x):
    return x + 1


def k(x):
    return x * 1.5


total = 0
for i in range(60):
    total += h(i)
    if i % 20 == 19:
        h.__code__, k.__code__ = k.__code__, h.__code__
print(total)
failed = 0


def m(a, b=2):
    return a * b


for i in range(40):
    if i == 25:
        m.__defaults__ = ()
    try:
        last = m(i)
    except TypeError as error:
        failed += 1
print(last, failed)
