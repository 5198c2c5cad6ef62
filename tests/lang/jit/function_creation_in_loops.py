# Functions, lambdas, classes and bound methods made inside hot loops.
def make(n):
    fs = []
    for i in range(n):
        def f(x, k=i):
            return x * k + i
        fs.append(f)
    return fs


fs = make(40)
print([f(2) for f in fs][:5], fs[3].__defaults__, fs[3] is fs[4], sum(f(1) for f in fs))
total = 0
for i in range(60):
    total += (lambda a, b=i: a + b)(i)
    g = (lambda: total) if i % 2 else (lambda: i)
    total += g() % 7
print(total)


class C:
    def __init__(self, v):
        self.v = v

    def m(self, x=1):
        return self.v + x


o = C(5)
acc = 0
methods = []
for i in range(60):
    m = o.m
    acc += m(i) + C.m(o) + C(i).m()
    if i == 30:
        o.v = 0.5
    if i % 20 == 0:
        methods.append(m)
print(acc, [m() for m in methods])
bound = [].append
for i in range(40):
    bound(i)
print(bound.__self__[-3:])
push = "abc".__add__
text = 0
for i in range(40):
    text += len(push(str(i)))
print(text)


def recursive_closures(n):
    if n == 0:
        return lambda: 0
    inner = recursive_closures(n - 1)
    return lambda: inner() + n


print(recursive_closures(50)())


def curry(f):
    return lambda a: lambda b: f(a, b)


add = curry(lambda a, b: a + b)
print(sum(add(i)(i if i != 30 else 0.5) for i in range(50)))
