# exec and eval, which no trace can follow, inside hot loops.
total = 0
for i in range(40):
    total += eval("i * 2")
    exec("total += 1")
print(total)


def f(n):
    out = 0
    for i in range(n):
        out += eval("i + 1") if i % 10 == 0 else i + 1
    return out


def g(n):
    ns = {"x": 0}
    for i in range(n):
        exec("x += i", ns, {"i": i, "x": ns["x"]}) if i % 2 else ns.__setitem__("x", ns["x"] + i)
    return ns["x"]


print(f(60), g(40))
source = "def made(x):\n    return x + {}\n"
acc = 0
for i in range(40):
    if i % 13 == 0:
        exec(source.format(i))
    acc = made(acc)
print(acc)
code = compile("sum(range(n))", "<loop>", "eval")
print(sum(eval(code, {"n": n}) for n in range(40)))
for i in range(40):
    ns = {}
    exec("class C:\n    v = 1\n    def m(self): return self.v + k", {"k": i}, ns)
    last = ns["C"]().m()
print(last)
