# Generators: laziness, exhaustion, return values, repr of state.
def count(n):
    print("start")
    for i in range(n):
        yield i
    print("end")
    return "result"


g = count(2)
print(next(g), next(g), next(g, "default"), next(g, "again"), type(g).__name__, g.__name__, g.__qualname__)
g = count(0)
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value, stop.args)
try:
    next(g)
except StopIteration as stop:
    print("stop again", stop.value)
print(list(count(3)), sum(count(4)), [x * 2 for x in count(2)], iter(g) is g)


def states():
    yield g.gi_running, g.gi_frame is None
    yield


g = states()
print(g.gi_running, next(g), g.gi_running, g.gi_frame is not None, g.gi_code.co_name, g.gi_suspended, list(g), g.gi_frame, g.gi_yieldfrom)
