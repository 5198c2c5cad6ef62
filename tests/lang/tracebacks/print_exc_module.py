# The traceback module prints what the interpreter would print.
import sys
import traceback


def f(x):
    return g(x) + 1


def g(x):
    return {"a": 1}[x]


try:
    f("b")
except KeyError as error:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception_only(error))
    print([(s.name, s.lineno, s.line) for s in traceback.extract_tb(error.__traceback__)])
