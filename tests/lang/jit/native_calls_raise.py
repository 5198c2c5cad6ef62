# Exceptions through native calls: tracebacks name every level, handlers on the way, recursion that is too deep.
import sys


def lines(error):
    tb, out = error.__traceback__, []
    while tb is not None:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out


def descend(n, limit):
    if n == limit:
        raise ValueError(n)
    if n % 2:
        return descend(n + 1, limit) + 1
    return (
        descend(n + 1, limit)
        + 2
    )


for limit in range(1, 24):
    try:
        descend(0, limit)
    except ValueError as error:
        got = lines(error)
        if limit % 7 == 0:
            print(limit, got)


def careful(n, bad):
    try:
        if n == 0:
            return 10 // bad
        return careful(n - 1, bad) + 1
    except ZeroDivisionError:
        if n < 3:
            raise
        return -n
    finally:
        log.append(n)


log = []
print([careful(n, n % 3) for n in range(3, 24)], len(log), sum(log))


def deep(n):
    return deep(n + 1) + 1


def reach(n):
    global reached
    reached = n
    return reach(n + 1)


depths = []
for _ in range(8):
    try:
        reach(0)
    except RecursionError as error:
        depths.append(reached)
        message = str(error)
print(len(set(depths)), depths[0] > 900, message)
before = sys.getrecursionlimit()
sys.setrecursionlimit(300)
try:
    reach(0)
except RecursionError:
    print(200 < reached < 300)
sys.setrecursionlimit(before)


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


for n in (10, 500, 900):
    print(count(n))
try:
    count(5000)
except RecursionError as error:
    print("too deep", len(lines(error)) > 800)
sys.setrecursionlimit(30000)
print(count(20000))
sys.setrecursionlimit(before)


class Boom(Exception):
    pass


def explore(n):
    total = 0
    for i in range(n):
        if n == 3 and i == 2:
            raise Boom(n, i)
        try:
            total += explore(n - 1)
        except Boom as error:
            total += error.args[0]
    return total + 1


print([explore(n) for n in range(3)], explore(6), [explore(n) for n in range(4, 8)])


def context(n):
    try:
        if n == 0:
            raise KeyError("first")
        context(n - 1)
    except KeyError as error:
        raise KeyError(n) from error


for _ in range(4):
    try:
        context(6)
    except KeyError as error:
        chain = []
        while error is not None:
            chain.append(error.args[0])
            error = error.__cause__
        print(chain)
