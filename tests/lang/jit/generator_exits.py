# Generators left early, closed, thrown into, and exhausted inside hot loops.
log = []


def g(n):
    try:
        for i in range(n):
            try:
                yield i
            except ValueError as error:
                yield f"caught {error}"
    finally:
        log.append(n)


def first_over(limit):
    for x in g(100):
        if x > limit:
            return x


print([first_over(k) for k in range(30)][-1], len(log))
log.clear()
out = []
for k in range(40):
    it = g(5)
    next(it)
    if k % 4 == 0:
        out.append(it.throw(ValueError(k)))
    elif k % 4 == 1:
        it.close()
    elif k % 4 == 2:
        out.append(list(it))
    else:
        try:
            it.throw(KeyError(k))
        except KeyError as error:
            out.append(repr(error))
print(out[:3], out[-3:], len(log))


def take(it, n):
    return [x for _, x in zip(range(n), it)]


def naturals():
    n = 0
    while True:
        yield n
        n += 1


total = 0
for i in range(50):
    total += sum(take(naturals(), i))
print(total)


def raises(n):
    for i in range(n):
        if i == 3:
            raise RuntimeError(i)
        yield i


caught = 0
for k in range(40):
    try:
        for x in raises(k % 6):
            pass
    except RuntimeError as error:
        caught += error.args[0]
print(caught)


def delegating(n):
    r = yield from inner(n)
    yield r


def inner(n):
    for i in range(n):
        yield i
    return -n


print(sum(sum(delegating(k)) for k in range(40)))
