# Coroutines that are never awaited are worth a warning each, where they die.
import sys


async def f():
    pass


def g():
    f()


class A:
    async def m(self):
        pass


g()
x = f()
x = 3
A().m()
print("done", file=sys.stderr)
