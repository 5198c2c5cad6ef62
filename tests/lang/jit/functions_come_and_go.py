# Functions and classes that native code was made for are freed when the program drops them.
import gc
import weakref

source = """
class C:
    step = 2
    def __init__(self, v):
        self.v = v
    def m(self):
        return self.v + self.step

def f(n):
    total = 0
    for i in range(n):
        total += C(i).m()
    return total

result = f(40)
"""


def make():
    names = {}
    exec(source, names)
    assert names["result"] == sum(range(42)) - 1
    return [weakref.ref(names["f"]), weakref.ref(names["C"])]


refs = []
for round in range(20):
    refs += make()
gc.collect()
print(sum(r() is not None for r in refs))
