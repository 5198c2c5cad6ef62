# A finally that leaves by itself; only break and continue in loops inside the finally are silent.
def inner_loop():
    out = []
    try:
        return out
    finally:
        for i in range(5):
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)


def raise_in_finally():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


def value_is_fixed():
    x = 1
    try:
        return x
    finally:
        x = 2


def nested_finally():
    log = []
    try:
        try:
            log.append(1)
            raise ValueError
        finally:
            log.append(2)
            try:
                raise KeyError
            except KeyError:
                log.append(3)
            log.append(4)
    except ValueError as error:
        log.append(type(error.__context__).__name__)
    return log


print(inner_loop(), value_is_fixed(), nested_finally())
try:
    raise_in_finally()
except KeyError as error:
    print(error, repr(error.__context__))


def gen():
    try:
        yield 1
        yield 2
    finally:
        print("gen finally")


for x in gen():
    break
print(list(gen()))


def loop():
    for i in range(3):
        try:
            if i == 1:
                return i
        finally:
            print("leaving", i)


print(loop())
