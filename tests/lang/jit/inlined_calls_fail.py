# Calls that are inlined into a loop start to fail: wrong arity, not callable, wrong type.
def add(a, b=1):
    return a + b


def run(f, args_list):
    out = []
    for args in args_list:
        try:
            out.append(f(*args))
        except TypeError as error:
            out.append(str(error)[:24])
    return out


print(run(add, [(i,) for i in range(20)] + [(1, 2, 3)] + [(i, i) for i in range(20)] + [()] + [("a", "b")] * 3 + [("a", 1)]))
functions = [len, abs, str, int, add, lambda x: x, [].append, None, 5, bool, float]
out = []
for i in range(60):
    f = functions[i % len(functions)] if i > 20 else add
    try:
        out.append(f(i))
    except TypeError as error:
        out.append("E")
print(out)


class C:
    def __call__(self, x):
        return x * 10


f, out = add, []
for i in range(60):
    out.append(f(i))
    if i == 15:
        f = C()
    if i == 25:
        C.__call__ = lambda self, x: -x
    if i == 35:
        f = str
    if i == 45:
        f = (lambda k: lambda x: x + k)(1000)
print(out)


def varargs(*a, **k):
    return len(a) + 10 * len(k)


total = 0
for i in range(60):
    total += varargs(*range(i % 4), **{"k": 1} if i % 3 else {})
print(total)
