# __traceback__: frames, lines, with_traceback, and growing while it propagates.
import sys


def level3():
    raise ValueError("deep")


def level2():
    level3()


def level1():
    level2()


def frames(error):
    out = []
    tb = error.__traceback__
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out


try:
    level1()
except ValueError as e:
    error = e
    print(frames(e), e.__traceback__.tb_frame.f_globals is globals(), type(e.__traceback__).__name__, type(e.__traceback__.tb_frame).__name__)


def again():
    raise error


try:
    again()
except ValueError as e:
    print(frames(e))
try:
    raise error.with_traceback(None)
except ValueError as e:
    print(frames(e))


def reraises():
    try:
        level3()
    except ValueError:
        raise


try:
    reraises()
except ValueError as e:
    print(frames(e))
f = sys._getframe()
print(f.f_code.co_name, f.f_lineno, f.f_back, f.f_locals is not None, f.f_code.co_filename.endswith("traceback_objects.py"))


def caller_name():
    return sys._getframe(1).f_code.co_name, sys._getframe().f_back.f_lineno


def some_caller():
    return caller_name()


print(some_caller())
try:
    sys._getframe(1000)
except ValueError as e:
    print(e)
