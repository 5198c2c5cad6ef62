# exit: 3
# sys.exit through finally blocks, and the exit status that it gives.
import sys

for code in (None, 0, 1, "text", 2.5):
    try:
        sys.exit(code)
    except SystemExit as error:
        print(repr(error.code))
try:
    exit_code = 5
    raise SystemExit
except SystemExit as error:
    print(error.code, isinstance(error, Exception))


def f():
    try:
        sys.exit(3)
    finally:
        print("finally runs")


try:
    f()
except Exception:
    print("not caught here")
print("never")
