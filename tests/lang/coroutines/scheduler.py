# A small round-robin scheduler with sleeping tasks, queues and cancellation.
class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        return (yield ("sleep", self.ticks))


class Queue:
    def __init__(self):
        self.items = []

    async def put(self, x):
        self.items.append(x)
        await Sleep(0)

    async def get(self):
        while not self.items:
            await Sleep(1)
        return self.items.pop(0)


def run(*tasks):
    now, log = 0, []
    ready = [(0, i, name, coro) for i, (name, coro) in enumerate(tasks)]
    order = len(ready)
    while ready:
        ready.sort(key=lambda t: t[:2])
        when, _, name, coro = ready.pop(0)
        now = max(now, when)
        try:
            kind, ticks = coro.send(None)
            ready.append((now + ticks, order, name, coro))
            order += 1
        except StopIteration as stop:
            log.append((now, name, stop.value))
    return log


async def producer(q, n):
    for i in range(n):
        await Sleep(i)
        await q.put(i * i)
    await q.put(None)
    return "produced"


async def consumer(q):
    total = 0
    while (x := await q.get()) is not None:
        total += x
    return total


async def fib(n):
    if n < 2:
        await Sleep(1)
        return n
    return await fib(n - 1) + await fib(n - 2)


q = Queue()
print(run(("p", producer(q, 6)), ("c", consumer(q)), ("f", fib(7))))
