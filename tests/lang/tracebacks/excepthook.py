# exit: 1
# stderr-last: hook saw ValueError: for the hook
import sys


def hook(kind, value, tb):
    print(f"hook saw {kind.__name__}: {value}", file=sys.stderr)


sys.excepthook = hook
raise ValueError("for the hook")
