# StopIteration inside a generator, re-entrance, and errors that end it.
def leaks():
    yield 1
    raise StopIteration("leak")


g = leaks()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__))


def inner_next():
    yield next(iter([]))


try:
    list(inner_next())
except RuntimeError as error:
    print(error)


def reenter():
    yield next(g)


g = reenter()
try:
    next(g)
except ValueError as error:
    print(error)


def fails():
    yield 1
    1 / 0
    yield 2


g = fails()
print(next(g))
try:
    next(g)
except ZeroDivisionError as error:
    print(type(error).__name__)
print(list(g))


def context():
    try:
        raise KeyError("outer")
    except KeyError:
        yield "in except"
        raise


g = context()
print(next(g))
try:
    raise IndexError("caller")
except IndexError:
    try:
        next(g)
    except KeyError as error:
        print(error, type(error.__context__).__name__)
import sys
print(sys.exception())
