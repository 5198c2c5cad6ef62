# exit: 7
# sys.exit inside nested calls, with output flushed first and atexit handlers run.
import atexit
import sys

atexit.register(print, "atexit second")
atexit.register(lambda: print("atexit first"))


def deep(n):
    if n == 0:
        sys.exit(7)
    try:
        deep(n - 1)
    finally:
        if n == 3:
            print("unwinding 3")


sys.stdout.write("no newline, ")
deep(5)
