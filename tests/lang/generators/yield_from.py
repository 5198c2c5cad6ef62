# yield from: values, sends, throws and returns pass through.
def inner(n):
    got = []
    for i in range(n):
        got.append((yield i))
    return got


def outer():
    a = yield from inner(2)
    print("inner returned", a)
    b = yield from [10, 20]
    print("list returned", b)
    c = yield from "xy"
    return a, b, c


g = outer()
out = [next(g)]
try:
    for v in "abcdef":
        out.append(g.send(v) if out[-1] in (0, 1) and len(out) < 3 else next(g))
except StopIteration as stop:
    print(out, stop.value)


def catches():
    try:
        yield 1
        yield 2
    except ValueError as error:
        print("inner caught", error)
        yield "recovered"
    finally:
        print("inner finally")
    return "r"


def delegate():
    try:
        r = yield from catches()
        print("delegate got", r)
    except KeyError as error:
        print("delegate caught", error)
    yield "last"


g = delegate()
print(next(g), g.throw(ValueError("v")), next(g), list(g))
g = delegate()
print(next(g), g.throw(KeyError("k")), list(g))
g = delegate()
print(next(g), g.gi_yieldfrom is not None, g.close())


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)
try:
    next(outer()).missing
except AttributeError as error:
    print(error)
