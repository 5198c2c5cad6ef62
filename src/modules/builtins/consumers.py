"""Builtins that use an iterator up, for iterators that are generators: as Python, so that the frames of the generator run
in the interpreter's own loop and become part of traces. Their frames are hidden from tracebacks."""


def sum(items, total):
    for x in items:
        total = total + x
        if not is_int(total):
            break
    else:
        return total
    if not is_float(total):
        return sum_rest(items, total, 0.0)
    # Neumaier's compensated summation.
    low = 0.0
    for x in items:
        if not is_float(x):
            return sum_rest(items, total, low, x)
        t = total + x
        if abs(total) >= abs(x):
            low = low + ((total - t) + x)
        else:
            low = low + ((x - t) + total)
        total = t
    return sum_rest((), total, low)


def any(items):
    for x in items:
        if x:
            return True
    return False


def all(items):
    for x in items:
        if not x:
            return False
    return True


def max(items):
    for best in items:
        break
    else:
        raise_empty("max")
    for x in items:
        if x > best:
            best = x
    return best


def min(items):
    for best in items:
        break
    else:
        raise_empty("min")
    for x in items:
        if x < best:
            best = x
    return best


def sorted(items):
    found = [x for x in items]
    found.sort()
    return found


def list(items):
    return [x for x in items]


def tuple(items):
    return (*[x for x in items],)


def set(items):
    return {x for x in items}


def join(self, items):
    return self.join([x for x in items])
