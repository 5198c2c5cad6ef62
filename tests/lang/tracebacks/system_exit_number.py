# exit: 42
import sys

try:
    raise SystemExit(42)
finally:
    print("cleanup")
