# What __exit__ sees, and what its result and exceptions do.
class Log:
    def __init__(self, result):
        self.result = result

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.seen = args
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


for result in (None, False, True, 0, 1, "yes", [], KeyError("from exit")):
    log = Log(result)
    try:
        with log:
            raise ValueError("body")
        outcome = "suppressed"
    except Exception as error:
        outcome = (repr(error), repr(error.__context__))
    print(repr(result), outcome, log.seen[0].__name__, log.seen[1])
log = Log(True)
with log:
    pass
print(log.seen)


class EnterFails:
    def __enter__(self):
        raise OSError("no entry")

    def __exit__(self, *a):
        print("never")


class Outer(Log):
    pass


o = Outer(True)
with o, EnterFails():
    print("never")
print(o.seen[0].__name__)
try:
    with Log("x") as (a, b):
        pass
except TypeError as error:
    print(error)


def nested():
    for i in range(2):
        try:
            with Log(False):
                if i:
                    return "r"
                raise ValueError
        except ValueError:
            continue
        finally:
            print("finally", i)


print(nested())
