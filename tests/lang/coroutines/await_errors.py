# oracle: 3.14
# Awaiting what cannot be awaited.
async def wait(x):
    return await x


def generator():
    yield 1


for x in (5, "s", None, [], iter([]), generator(), object):
    try:
        wait(x).send(None)
    except TypeError as error:
        print(error)
