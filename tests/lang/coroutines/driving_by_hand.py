# Coroutines are driven by send: await, return values, exceptions.
class Suspend:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


async def add(a, b):
    x = await Suspend(("need", a))
    y = await Suspend(("need", b))
    return x + y


async def main():
    first = await add(1, 2)
    second = await add(first, 10)
    return first, second


def drive(coro, answers):
    log = []
    value = None
    try:
        while True:
            log.append(coro.send(value))
            value = answers.pop(0)
    except StopIteration as stop:
        return log, stop.value


print(drive(main(), [10, 20, 30, 40]))
c = main()
print(type(c).__name__, c.__name__, c.cr_running, c.cr_await, c.cr_code.co_name)
print(c.send(None), c.cr_await is not None)
try:
    c.throw(KeyError("thrown"))
except KeyError as error:
    print(error)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
c = main()
c.send(None)
print(c.close())


async def fails():
    await Suspend(1)
    raise ValueError("inside")


async def catches():
    try:
        await fails()
    except ValueError as error:
        return f"caught {error}"
    finally:
        await Suspend("finally")


print(drive(catches(), [None, None, None]))
c = main()
for bad in (lambda: iter(c), lambda: next(c), lambda: [x for x in c], lambda: c.send(5)):
    try:
        bad()
    except TypeError as error:
        print(error)
c.close()
