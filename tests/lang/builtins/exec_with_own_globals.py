# Names of the globals that are given come before the builtins of the same name.
exec('print(__name__)', {'__name__': 'x'})
g={}
exec("print(__name__)", g)
print(eval("__name__", {"__name__": "y"}))
exec('def f(): return __name__\nprint(f(), f.__module__)', {'__name__':'z'})
exec('__name__="q"\nprint(__name__)')
exec('print(x)', {'x':1})
exec('print(len)', {'len':5})
# Also when they come later.
g = {}
exec("""
def f(n):
    t = 0
    for i in range(n):
        t += len("abc")
        if i == n // 2:
            globals()["len"] = lambda s: 100
    return t
print(f(200), f(200))
del len
print(f(10))
abs = 3
print(abs)
del abs
print(abs(-4))
""", g)
print(eval("max", {"max": 1}), eval("max(1, 2)", {}))
