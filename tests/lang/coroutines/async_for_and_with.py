# async for, async with, async comprehensions and asynchronous generators, by hand.
class Yield:
    def __await__(self):
        yield "tick"


class Counter:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        await Yield()
        self.i += 1
        return self.i


class Manager:
    def __init__(self, suppress=False):
        self.suppress = suppress

    async def __aenter__(self):
        await Yield()
        print("aenter")
        return "value"

    async def __aexit__(self, kind, value, tb):
        await Yield()
        print("aexit", kind and kind.__name__)
        return self.suppress


async def agen(n):
    try:
        for i in range(n):
            await Yield()
            got = yield i
            if got:
                print("got", got)
    finally:
        print("agen finally")


def run(coro):
    ticks = 0
    try:
        while True:
            coro.send(None)
            ticks += 1
    except StopIteration as stop:
        return stop.value, ticks


async def loops():
    out = []
    async for x in Counter(3):
        if x == 2:
            continue
        out.append(x)
    else:
        out.append("else")
    async for x in Counter(5):
        if x == 2:
            break
    else:
        out.append("never")
    return out


async def comps():
    a = [x async for x in Counter(3)]
    b = {x async for x in Counter(4) if x % 2}
    c = {x: y async for x in Counter(2) for y in "ab"}
    d = [await Suspended(x) for x in range(3)]
    g = (x * 2 async for x in Counter(3))
    e = [v async for v in g]
    return a, sorted(b), c, d, e, type(g).__name__


class Suspended:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        yield
        return self.v * 10


async def managers():
    async with Manager() as m:
        print("body", m)
    async with Manager(True), Manager():
        raise ValueError
    return "suppressed"


async def gens():
    out = [x async for x in agen(3)]
    g = agen(3)
    out.append(await g.__anext__())
    out.append(await g.asend("hello"))
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        out.append("closed")
    g = agen(2)
    await anext(g)
    try:
        await g.athrow(KeyError("k"))
    except KeyError as error:
        out.append(repr(error))
    out.append(await anext(agen(0), "default"))
    return out


for f in (loops, comps, managers, gens):
    print(run(f()))
