# The value of __next__'s StopIteration, exceptions that cannot be made, and who may resume what waits.
import types


def returns():
    return 5
    yield


try:
    returns().__next__()
except StopIteration as e:
    print(e.args)


async def agen():
    yield 123


for method in ('__next__', 'send'):
    step = agen().__anext__()
    try:
        step.send(None) if method == 'send' else step.__next__()
    except StopIteration as e:
        print(e.args)


class Odd(Exception):
    def __new__(cls):
        return object()


def g():
    yield 1
    yield 2


it = g()
next(it)
try:
    it.throw(Odd)
except TypeError as e:
    print('BaseException' in str(e))
print(list(it))
try:
    g().throw(1)
except TypeError as e:
    print(e)


def inner():
    try:
        yield 1
    except ValueError:
        try:
            next(outer)
        except ValueError as e:
            print(e, outer.gi_running, outer.gi_yieldfrom)
        yield 2


def delegates():
    yield from inner()


outer = delegates()
print(next(outer))
print(outer.throw(ValueError))


async def coroutine():
    return 'spam'


@types.coroutine
def marked():
    return (yield from coroutine())


try:
    marked().send(None)
except StopIteration as e:
    print(e.value)


class Bad:
    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __await__(self):
        1 / 0


async def loop():
    async for _ in Bad():
        pass


try:
    loop().send(None)
except TypeError as e:
    print(e, '|', repr(e.__cause__))
