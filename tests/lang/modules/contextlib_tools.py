# contextlib: managers from generators, stacks, suppression, asynchronous ones.
import contextlib
import io
import sys


@contextlib.contextmanager
def tag(name):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("handles", error)
    finally:
        print("exit", name)


with tag("a") as a:
    print(a)
with tag("b"):
    raise ValueError("inside")
try:
    with tag("c"):
        raise KeyError("through")
except KeyError as error:
    print("KeyError", error)


@tag("decorated")
def f(x):
    return x * 2


print(f(4))
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
with contextlib.ExitStack() as stack:
    print([stack.enter_context(tag(n)) for n in "xy"])
    stack.callback(print, "callback", sep="-")
    stack.push(lambda *details: print(details[0].__name__) or True)
    raise RuntimeError("swallowed")
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))


class Closes:
    def close(self):
        print("closed")


with contextlib.closing(Closes()), contextlib.nullcontext(5) as five:
    print(five)


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


try:
    with twice():
        pass
except RuntimeError as error:
    print(error)


@contextlib.asynccontextmanager
async def amanager():
    print("aenter")
    try:
        yield "value"
    finally:
        print("aexit")


async def main():
    async with amanager() as v:
        print(v)
    async with contextlib.AsyncExitStack() as stack:
        print(await stack.enter_async_context(amanager()))
        stack.enter_context(tag("sync"))


try:
    main().send(None)
except StopIteration:
    print("done")
