# sys._getframe, f_locals, f_lineno, sys.settrace and setprofile.
import sys


def f(x):
    frame = sys._getframe()
    y = 2
    return frame.f_code.co_name, sorted(frame.f_locals), frame.f_lineno, frame.f_back.f_code.co_name


def outer():
    secret = 42
    return inner()


def inner():
    return sys._getframe(1).f_locals["secret"], sys._getframe(1).f_code.co_name


print(f(1), outer())
events = []


def tracer(frame, event, arg):
    if frame.f_code.co_name in ("traced", "helper"):
        events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
        return tracer


def helper(n):
    return n * 2


def traced():
    total = 0
    for i in range(2):
        total += helper(i)
    return total


sys.settrace(tracer)
traced()
sys.settrace(None)
print(events)
calls = []
sys.setprofile(lambda frame, event, arg: calls.append((event, getattr(arg, "__name__", None) if event.startswith("c_") else frame.f_code.co_name)))
helper(len("abc"))
sys.setprofile(None)
print([c for c in calls if c[1] != "setprofile"])
print(sys.gettrace(), sys.getprofile())


def gen():
    yield sys._getframe().f_code.co_name
    yield sys._getframe().f_back.f_code.co_name


print(list(gen()))
