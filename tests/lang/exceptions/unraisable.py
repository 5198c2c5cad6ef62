# Exceptions in __del__ do not propagate; sys.unraisablehook sees them.
import sys

seen = []
sys.unraisablehook = lambda u: seen.append((type(u.exc_value).__name__, str(u.exc_value), u.err_msg is None or "Exception ignored" in u.err_msg))


class D:
    def __del__(self):
        raise ValueError("in del")


d = D()
del d
print(seen)


def f():
    x = D()
    return "returned"


print(f(), len(seen))


def g():
    try:
        yield 1
    finally:
        raise KeyError("closing")


it = g()
next(it)
del it
print([s[0] for s in seen])
