# Call chains deeper than any inlining, with exits in the deepest one.
def f0(x): return x + 1 if x % 11 else x - 1
def f1(x): return f0(x) + 1
def f2(x): return f1(x) + 1
def f3(x): return f2(x) + 1
def f4(x): return f3(x) + 1
def f5(x): return f4(x) + 1
def f6(x): return f5(x) + 1
def f7(x): return f6(x) + 1
def f8(x): return f7(x) + 1
def f9(x): return f8(x) + 1
def f10(x): return f9(x) + 1
def f11(x): return f10(x) + 1
def f12(x): return f11(x) + 1


total = 0
for i in range(80):
    total += f12(i)
print(total)
total = 0
for i in range(80):
    total += f12(i if i < 50 else i * 0.5)
print(total)


def locals_kept(a):
    b = a * 2
    c = f3(b)
    d = [a, b, c]
    e = f1(d[2])
    return a, b, c, d, e


rows = []
for i in range(40):
    rows.append(locals_kept(i if i != 30 else 0.5))
print(rows[10], rows[30], rows[39])


def many_args(a, b, c, d, e, f, g, h, i, j):
    return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8 + i * 9 + j * 10


total = 0
for k in range(60):
    total += many_args(k, 1, k, 2, k, 3, k if k < 40 else 0.5, 4, k, 5)
print(total)
