# Coroutines as objects: attributes, reuse, awaiting twice, types.coroutine.
import types


class Suspend:
    def __await__(self):
        return (yield "suspended")


async def inner():
    return await Suspend()


async def outer():
    return await inner()


def message(f):
    try:
        return f()
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


c = outer()
print(c.cr_running, c.cr_await, c.cr_suspended, c.cr_origin, c.__qualname__)
print(c.send(None), c.cr_await.__name__, c.cr_suspended)
i = c.cr_await


async def steal():
    await i


thief = steal()
print(message(lambda: thief.send(None)))
print(message(lambda: c.send(7)), message(lambda: c.send(None)), message(lambda: c.throw(ValueError)), c.close())
c = outer()
w = c.__await__()
print(type(w).__name__, next(w), message(lambda: w.send(3)), message(lambda: next(w)))
c = outer()
print(c.send(None), message(lambda: c.throw(KeyError("x"))), c.cr_await)
c = outer()
c.send(None)
print(c.close(), message(lambda: c.send(None)))
c = outer()
print(message(lambda: c.send(1)), message(lambda: iter(c)), message(lambda: c.close()))


@types.coroutine
def old():
    got = yield "old"
    return got


async def uses_old():
    return await old()


c = uses_old()
print(c.send(None), message(lambda: c.send("value")))


async def ignores():
    try:
        await Suspend()
    except GeneratorExit:
        await Suspend()


c = ignores()
c.send(None)
print(message(c.close))
print(message(lambda: c.throw(GeneratorExit)))


class Awaits:
    def __init__(self, result):
        self.result = result

    def __await__(self):
        return self.result


async def awaits(x):
    return await x


for result in (iter([1]), 5, None, inner()):
    c = awaits(Awaits(result))
    print(message(lambda: c.send(None)))
    c.close()
    if hasattr(result, "close"):
        result.close()
