# exit: 1
# stderr-last: RecursionError: maximum recursion depth exceeded
import sys

sys.setrecursionlimit(200)


def forever(n):
    return forever(n + 1)


print("start")
forever(0)
