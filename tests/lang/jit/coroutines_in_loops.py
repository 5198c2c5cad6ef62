# Coroutines and asynchronous generators driven from hot loops.
class Tick:
    def __await__(self):
        got = yield "tick"
        return got


async def add(a, b):
    x = await Tick()
    return a + b + (x or 0)


async def work(n):
    total = 0
    for i in range(n):
        total = await add(total, i if i < 30 else 0.5)
    return total


async def agen(n):
    for i in range(n):
        if i % 5 == 4:
            await Tick()
        yield i


async def consume(n):
    return sum([x async for x in agen(n) if x % 2])


def run(coro, answer=None):
    ticks = 0
    value = None
    try:
        while True:
            coro.send(value)
            ticks += 1
            value = answer
    except StopIteration as stop:
        return stop.value, ticks


print(run(work(50)), run(work(40), 1), run(consume(60)), [run(add(i, i))[0] for i in range(40)][-1])


async def fails(i):
    if i == 33:
        raise ValueError(i)
    await Tick()
    return i


async def all_of(n):
    good = bad = 0
    for i in range(n):
        try:
            good += await fails(i)
        except ValueError:
            bad += 1
    return good, bad


print(run(all_of(50)))
coros = [work(5) for _ in range(30)]
done = 0
while coros:
    c = coros.pop(0)
    try:
        c.send(None)
        coros.append(c)
    except StopIteration as stop:
        done += stop.value
print(done)
