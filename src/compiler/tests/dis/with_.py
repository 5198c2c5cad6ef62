def f(a):
    with a as b, c() as (d, e):
        print(b)
    with a:
        pass
    for x in a:
        with x:
            if a: continue
            if b: break
            return x.y
async def g(a):
    async with a as b, c:
        return b
