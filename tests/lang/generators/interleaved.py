# Many generators alive at once, advanced in turns; round robin; tee by hand; peekable.
def ticker(name, n):
    for i in range(n):
        yield f"{name}{i}"


def round_robin(*gens):
    queue = list(gens)
    while queue:
        g = queue.pop(0)
        try:
            yield next(g)
        except StopIteration:
            continue
        queue.append(g)


print(list(round_robin(ticker("a", 3), ticker("b", 1), ticker("c", 5))))
gens = [ticker(i, 50) for i in range(50)]
print([next(gens[i]) for i in range(50)][-1], [next(g) for g in gens][:3], sum(len(list(g)) for g in gens))


def merge(a, b):
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or (x is not None and x <= y):
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)


print(list(merge(iter([1, 4, 6, 9]), iter([2, 3, 7]))), list(zip(ticker("x", 3), ticker("y", 2))))
pipeline = (x for x in (y * 2 for y in (z + 1 for z in range(5))) if x > 4)
print(next(pipeline), list(pipeline))


def scheduler(tasks):
    log = []
    while tasks:
        task = tasks.pop(0)
        try:
            log.append(task.send(None))
            tasks.append(task)
        except StopIteration as stop:
            log.append(("done", stop.value))
    return log


def task(n):
    for i in range(n):
        yield n, i
    return n


print(scheduler([task(2), task(1), task(3)]))
