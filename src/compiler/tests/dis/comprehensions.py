[x for x in y]
def f(y, z):
    [x for x in y]
    {x for x in y if x}
    {k: v for k, v in y}
    (x for x in y)
    [a + b for a in y for b in z if a if b]
    [b for a in y for b in [a + 1]]
    [[i for i in j] for j in y]
    return [lambda: x for x in y], z
def cell(y):
    x = 1
    [x for x in y]
    return lambda: [x, [w := v for v in y], w]
class C:
    a = 1
    b = [a for _ in a]
    c = [__class__ for a in b]
async def g(y):
    [x async for x in y]
    [await x for x in y]
    return (x async for x in y if await x)
