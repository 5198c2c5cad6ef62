# contextlib's managers.
import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as error:
        print("handled", error)
    finally:
        print(f"</{name}>")


with tag("a") as t, tag("b"):
    print(t)
with tag("v"):
    raise ValueError("inside")
with contextlib.suppress(KeyError, IndexError):
    {}["k"]
with contextlib.closing(io.StringIO("text")) as f:
    print(f.read())
print(f.closed)
with contextlib.ExitStack() as stack:
    names = [stack.enter_context(tag(n)) for n in "xy"]
    stack.callback(print, "callback", 1)
    print(names)
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))


@tag("decorator")
def f():
    print("in f")


f()
f()
with contextlib.nullcontext(5) as n:
    print(n)


@contextlib.contextmanager
def bad():
    yield 1
    yield 2


@contextlib.contextmanager
def empty():
    return
    yield


for manager in (bad, empty):
    try:
        with manager():
            pass
    except RuntimeError as error:
        print(error)
