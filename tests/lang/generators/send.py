# send: values flow in, the first must be None.
def echo():
    got = yield "ready"
    while got != "stop":
        got = yield f"got {got!r}"
    return "done"


g = echo()
try:
    g.send(1)
except TypeError as error:
    print(error)
print(g.send(None), g.send(5), next(g), g.send([1]))
try:
    g.send("stop")
except StopIteration as stop:
    print(stop.value)
try:
    g.send("more")
except StopIteration as stop:
    print("finished", stop.value)


def averager():
    total = count = 0
    average = None
    while True:
        total += yield average
        count += 1
        average = total / count


a = averager()
next(a)
print([a.send(x) for x in (10, 20, 60)])


def accumulate():
    x = (yield 1) + (yield 2)
    y = [(yield 3), (yield 4)]
    return x, y, (yield)


g = accumulate()
out = [next(g)]
try:
    for v in (10, 20, 30, 40, 50):
        out.append(g.send(v))
except StopIteration as stop:
    print(out, stop.value)
