# Exceptions leave hot loops: caught in the loop, around it, by the caller, from inlined calls.
def risky(i):
    if i % 13 == 12:
        raise ValueError(i)
    return i


def inside(n):
    good = bad = 0
    for i in range(n):
        try:
            good += risky(i)
        except ValueError as error:
            bad += error.args[0]
    return good, bad


def around(n, at):
    total = 0
    try:
        for i in range(n):
            total += 10 // (at - i)
    except ZeroDivisionError:
        return total, i
    finally:
        total = -1
    return total, "none"


def deep(i, depth):
    if depth == 0:
        return [1, 2, 3][i]
    return deep(i, depth - 1) + 1


def from_deep(n):
    out = []
    for i in range(n):
        try:
            out.append(deep(i % 4, 5))
        except IndexError as error:
            out.append(str(error)[:4])
    return out


print(inside(100), around(60, 40), around(30, 40), from_deep(24))
total = 0
for i in range(80):
    try:
        if i % 5 == 0:
            raise KeyError
        total += i
    except KeyError:
        total -= 1
    else:
        total += 1000
    finally:
        total += 1
print(total)
try:
    for i in range(100):
        if i == 77:
            raise StopIteration("out")
except StopIteration as stop:
    print(i, stop)
caught = []
for i in range(60):
    try:
        {}[i] if i % 10 == 3 else [][i] if i % 10 == 7 else None
    except (KeyError, IndexError) as error:
        caught.append(type(error).__name__[0])
print("".join(caught))
