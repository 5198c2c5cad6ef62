# The end of a program: atexit in reverse order, finalisers of what is left, output flushed.
import atexit
import weakref


class A:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, prefix)


prefix = "with globals"


@atexit.register
def first():
    print("registered first, runs last")


atexit.register(print, "registered last", "runs first", sep=": ")
atexit.register(lambda: 1 / 0) if False else None
atexit.unregister(None)
a = A("module variable")
b = A("cycle")
b.me = b
f = weakref.finalize(a, print, "finalize at exit")
print("end of script")
