# A small event loop in pure Python: tasks, sleeping, queues, gather, cancellation, time-outs.
import heapq
from collections import deque


class CancelledError(BaseException):
    pass


class Future:
    def __init__(self):
        self.done, self.result, self.error, self.waiters = False, None, None, []

    def set_result(self, value):
        self.done, self.result = True, value
        for task in self.waiters:
            loop.ready.append((task, None))

    def set_exception(self, error):
        self.done, self.error = True, error
        for task in self.waiters:
            loop.ready.append((task, None))

    def __await__(self):
        if not self.done:
            yield self
        if self.error is not None:
            raise self.error
        return self.result


class Task(Future):
    def __init__(self, coro, name):
        super().__init__()
        self.coro, self.name, self.cancelling = coro, name, False
        loop.ready.append((self, None))

    def cancel(self):
        self.cancelling = True
        loop.ready.append((self, None))

    def step(self):
        if self.done:
            return
        try:
            if self.cancelling:
                self.cancelling = False
                waits = self.coro.throw(CancelledError())
            else:
                waits = self.coro.send(None)
        except StopIteration as stop:
            self.set_result(stop.value)
        except BaseException as error:
            self.set_exception(error)
        else:
            waits.waiters.append(self)


class Loop:
    def __init__(self):
        self.ready, self.timers, self.now, self.serial = deque(), [], 0, 0

    def call_at(self, when, future):
        self.serial += 1
        heapq.heappush(self.timers, (when, self.serial, future))

    def run(self, coro):
        main = Task(coro, "main")
        while not main.done:
            while self.ready:
                task, _ = self.ready.popleft()
                task.step()
            if not main.done:
                self.now, _, future = heapq.heappop(self.timers)
                if not future.done:
                    future.set_result(None)
        if main.error:
            raise main.error
        return main.result


loop = Loop()


def sleep(delay):
    future = Future()
    loop.call_at(loop.now + delay, future)
    return future


async def gather(*coros):
    tasks = [Task(c, f"g{i}") for i, c in enumerate(coros)]
    return [await t for t in tasks]


class Queue:
    def __init__(self):
        self.items, self.getters = deque(), deque()

    def put(self, item):
        self.items.append(item)
        if self.getters:
            self.getters.popleft().set_result(None)

    async def get(self):
        while not self.items:
            future = Future()
            self.getters.append(future)
            await future
        return self.items.popleft()


class Timer:
    async def __aenter__(self):
        await sleep(1)
        self.start = loop.now
        return self

    async def __aexit__(self, kind, value, tb):
        await sleep(1)
        print("timer", loop.now - self.start, kind and kind.__name__)
        return kind is KeyError


async def ticks(n, delay):
    try:
        for i in range(n):
            await sleep(delay)
            yield i
    finally:
        print("ticks end at", loop.now)


async def producer(q):
    async for i in ticks(3, 5):
        q.put(i * i)
    q.put(None)


async def consumer(q):
    got = []
    while (item := await q.get()) is not None:
        got.append((loop.now, item))
    return got


async def forever():
    try:
        while True:
            await sleep(1)
    except CancelledError:
        print("cancelled at", loop.now)
        await sleep(2)
        return "cleaned"


async def fails(after):
    await sleep(after)
    raise ValueError(f"after {after}")


async def main():
    q = Queue()
    print(await gather(producer(q), consumer(q)))
    task = Task(forever(), "forever")
    await sleep(3)
    task.cancel()
    print(await task, loop.now)
    async with Timer():
        await sleep(4)
    async with Timer():
        raise KeyError("swallowed")
    try:
        await gather(sleep_for(1), fails(2))
    except ValueError as error:
        print("error", error)
    print([x async for x in ticks(3, 1) if x != 1], {x: x async for x in ticks(2, 1)})
    agen = ticks(10, 1)
    print(await anext(agen), await anext(agen))
    await agen.aclose()
    print(await anext(agen, "over"))
    return sum([x async for x in ticks(100, 0)])


async def sleep_for(n):
    await sleep(n)
    return n


print(loop.run(main()), loop.now)
