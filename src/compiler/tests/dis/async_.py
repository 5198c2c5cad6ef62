async def f(a):
    await a
    async for x in a:
        if x: continue
        if a: break
    else:
        print(a)
    return x
async def agen(a):
    yield a
    yield
async def aclose(a):
    async for x in a:
        try:
            await x
        finally:
            await a.aclose()
