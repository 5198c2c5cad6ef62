# exit: 1
# sys.exit(True) is status 1, from inside a generator and a with block.
import sys


class W:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        print("exit", a[0].__name__, a[1].code)


def g():
    with W():
        yield 1
        sys.exit(True)


for x in g():
    print(x)
