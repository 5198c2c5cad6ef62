# __cause__, __context__ and __suppress_context__.
def f():
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise ValueError("second") from first


def g():
    try:
        {}["k"]
    except KeyError:
        raise TypeError("in handler")


def h():
    try:
        raise KeyError("hidden")
    except KeyError:
        raise ValueError("shown") from None


for function in (f, g, h):
    try:
        function()
    except Exception as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
e = ValueError("x")
print(e.__cause__, e.__context__, e.__traceback__, e.__suppress_context__)
e.__cause__ = KeyError("set")
print(e.__suppress_context__)
try:
    raise e from IndexError
except ValueError as caught:
    print(caught is e, repr(e.__cause__))
for bad in (lambda: setattr(e, "__cause__", 5), lambda: setattr(e, "__context__", "x"), lambda: setattr(e, "__traceback__", 1), lambda: delattr(e, "__cause__")):
    try:
        bad()
    except TypeError as error:
        print(error)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError("a")
    except ValueError as a:
        try:
            raise KeyError("b")
        except KeyError as b:
            raise a
except ValueError as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))


def loop_context():
    last = None
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as error:
            last = error
    return last


print(repr(loop_context().__context__))
