# Wrong uses of asynchronous protocols.
def run(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        return stop.value
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        coro.close()


class NoAnext:
    def __aiter__(self):
        return self


class BadAiter:
    def __aiter__(self):
        return 5


class BadAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class BadAwait:
    def __await__(self):
        return 5


class AwaitCoro:
    def __await__(self):
        return coro()


async def coro():
    pass


async def for_over(x):
    async for _ in x:
        pass


async def with_(x):
    async with x:
        pass


async def await_(x):
    await x


for f, x in ((for_over, 5), (for_over, [1]), (for_over, NoAnext()), (for_over, BadAiter()), (for_over, BadAnext()), (await_, BadAwait())):
    print(f.__name__, run(f(x)))
c = coro()
print(run(c), run(await_(c)))


async def stops():
    raise StopIteration("s")


async def astops():
    raise StopAsyncIteration("a")


async def agen_stops():
    yield 1
    raise StopAsyncIteration("inside")


print(run(stops()), run(astops()))


async def use():
    return [x async for x in agen_stops()]


print(run(use()))
for source in ("async def f():\n return 1\n yield", "async def f():\n yield from x", "def f():\n async for x in y: pass", "def f():\n async with x: pass", "def f():\n [x async for x in y]", "async def f():\n yield\n return 5", "await x"):
    try:
        compile(source, "<s>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg)
