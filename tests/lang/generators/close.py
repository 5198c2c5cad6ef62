# close: GeneratorExit at the yield, finally blocks, and generators that refuse.
def g1():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("cleanup")


g = g1()
next(g)
print(g.close(), next(g, "closed"), g.close())
print(g1().close())


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def other():
    try:
        yield
    finally:
        raise ValueError("from finally")


g = other()
next(g)
try:
    g.close()
except ValueError as error:
    print(error)


def with_return():
    try:
        yield
    except GeneratorExit:
        return "value"


g = with_return()
next(g)
g.close()
print(next(g, "over"))


def in_loop():
    try:
        for i in range(10):
            yield i
    finally:
        print("loop left at", i)


for x in in_loop():
    if x == 3:
        break
print("after")
