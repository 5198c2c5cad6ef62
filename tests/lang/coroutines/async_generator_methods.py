# asend, athrow, aclose in every state, with their messages.
class Tick:
    def __await__(self):
        got = yield "tick"
        return got


async def agen():
    try:
        while True:
            try:
                got = yield await Tick()
                print("got", got)
            except KeyError as error:
                print("caught", error)
                yield "after KeyError"
    finally:
        print("finally")


def steps(aw, *sends):
    out = []
    try:
        for v in sends or (None,) * 5:
            out.append(aw.send(v))
    except BaseException as error:
        out.append(f"{type(error).__name__}: {error}")
    return out


g = agen()
print(type(g).__name__, g.__name__, g.ag_running, g.ag_await, g.ag_code.co_name, hasattr(g, "ag_frame"))
first = g.__anext__()
print(type(first).__name__, first.send(None), g.ag_running, g.ag_await is not None)
other = g.asend(1)
print(steps(other), steps(other))
print(steps(first, 5, None), steps(first))
print(steps(g.asend("hello"), None, 7))
print(steps(g.athrow(KeyError("k"))))
print(steps(g.asend(None), None, 8))
print(steps(g.aclose()), g.ag_running)
print(steps(g.asend(None)), steps(g.aclose()), steps(g.athrow(ValueError("late"))))
fresh = agen()
print(steps(fresh.asend(3)))
print(steps(fresh.aclose()), steps(fresh.asend(None)))
fresh = agen()
print(steps(fresh.athrow(ValueError, "unstarted")), steps(fresh.asend(None)))
throwing = agen().asend(None)
print(throwing.send(None))
try:
    throwing.throw(RuntimeError("into the await"))
except RuntimeError as error:
    print("out:", error)
print(throwing.close())


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
print(steps(s.asend(None)), steps(s.aclose()))


async def empty():
    return
    yield


print(steps(empty().__anext__()), steps(anext(empty(), "default")))
for bad in (lambda: aiter(5), lambda: anext(5), lambda: iter(agen()), lambda: next(agen()), lambda: agen().send(1), lambda: len(agen())):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


async def wrong():
    for x in agen():
        pass


async def outer():
    async for x in agen():
        return x


for f in (wrong, outer):
    print(steps(f(), None, "sent", None))
