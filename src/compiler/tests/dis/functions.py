def f(a, b=1, /, c=2, *args, d, e=3, **kw):
    """Doc
        indented
      less
    """
    global g
    g = a
    return
@dec
@dec2(1)
def decorated(): pass
lambda x, *y, z=1: x
lambda: (yield)
def closure(a):
    b = 1
    def inner():
        nonlocal b
        b = a
        return lambda: b
    return inner
def gen():
    x = yield
    yield x
    y = yield from x
    return y
def unbound():
    if a:
        x = 1
    print(x)
    del x
    print(x)
    try:
        y = 1
    except E:
        pass
    return y
def many(a0, b0):
    for i in a0:
        pass
    return i
def constant_default(a=(1, 2), *, b=None): pass
