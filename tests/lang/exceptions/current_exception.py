# sys.exception and sys.exc_info through nested handlers, functions and generators.
import sys


def now():
    return type(sys.exception()).__name__


print(now())
try:
    raise ValueError
except ValueError:
    print(now(), sys.exc_info()[0].__name__, sys.exc_info()[2] is not None)
    try:
        raise KeyError
    except KeyError:
        print(now())
    print(now())

    def inner():
        a = now()
        try:
            raise IndexError
        except IndexError:
            b = now()
        return a, b, now()

    print(inner())
    try:
        print("in try", now())
    finally:
        print("in finally", now())
print(now())


def gen():
    print("g1", now())
    try:
        raise TypeError
    except TypeError:
        yield now()
        print("g2", now())
        yield now()
    print("g3", now())


g = gen()
print(next(g), now())
try:
    raise OSError
except OSError:
    print(now(), next(g), now())
    print(next(g, "end"), now())
print(sys.exc_info())


class C:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        print("exit", now())
        return True


with C():
    raise ValueError
print(now())
