# Handlers in hot loops keep contexts, tracebacks and sys.exception right.
import sys


def f(n):
    out = []
    for i in range(n):
        try:
            try:
                if i % 3 == 0:
                    raise KeyError(i)
                if i % 3 == 1:
                    raise IndexError(i)
            except KeyError as first:
                raise ValueError("second") from first
            except IndexError:
                raise TypeError("implicit")
        except (ValueError, TypeError) as error:
            out.append((type(error).__name__, repr(error.__cause__), repr(error.__context__), error.__traceback__.tb_lineno - f.__code__.co_firstlineno))
        assert sys.exception() is None
    return out


rows = f(40)
print(rows[0], rows[1], rows[-2], rows[-1], len(rows))


def depth_of(error):
    n, tb = 0, error.__traceback__
    while tb:
        n, tb = n + 1, tb.tb_next
    return n


def thrower(k):
    if k:
        return thrower(k - 1)
    raise RuntimeError


out = []
for i in range(40):
    try:
        thrower(i % 6)
    except RuntimeError as error:
        out.append(depth_of(error))
print(out)
names = []
for i in range(30):
    try:
        1 // (i % 4)
    except ZeroDivisionError as e:
        names.append(type(sys.exception()).__name__)
        try:
            raise OSError
        except OSError:
            names.append(type(sys.exception()).__name__)
        names.append(type(sys.exception()).__name__)
print(names[:3], len(names), "e" in globals(), sys.exception())
prev = None
for i in range(30):
    try:
        try:
            raise ValueError(i)
        finally:
            prev = sys.exception()
    except ValueError as v:
        same = v is prev
print(same, prev.args)
