# globals(), locals(), vars(): what they show and what writing does.
def f(a, b=2):
    c = a + b
    before = sorted(locals().items())
    locals()["c"] = 999
    d = 1
    return before, c, sorted(locals())


print(f(1))
globals()["made"] = 7
print(made, "f" in globals(), globals()["__name__"], vars() is globals(), locals() is globals())


def g():
    x = 1
    del x
    y = 2
    return locals()


print(g())


class K:
    a = 1
    seen = sorted(k for k in locals() if not k.startswith("__"))
    locals()["injected"] = 5


print(K.seen, K.injected)


def h():
    x = 1

    def inner():
        return x, locals()
    return inner()


print(h(), [sorted(locals()) for _ in range(1)][0] == sorted(globals()) or "comprehension")


def ex():
    x = 1
    exec("x = 5; y = 6")
    return x, eval("x + 1"), eval("z", {"z": 3}), eval("a + b", {"a": 1}, {"b": 2})


print(ex())
namespace = {}
exec("def q(): return 42\nr = q() + 1", namespace)
print(namespace["r"], sorted(k for k in namespace if k != "__builtins__"))
