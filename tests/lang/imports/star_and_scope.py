# import in functions, classes, loops and conditions binds ordinary names.
def f():
    import math
    return math.floor(2.5), "math" in globals()


class K:
    import math as m
    from os import sep

    def area(self):
        return self.m.pi


for name in ("math", "string"):
    mod = __import__(name)
    print(mod.__name__)
if True:
    from math import (sqrt as root,
                      floor,)
print(f(), K().area(), K.sep, root(9), floor(2.7))
global_before = set(globals())
from string import *
print(sorted(set(globals()) - global_before)[:3], "Formatter" in globals())
try:
    exec("def g():\n from math import *")
except SyntaxError as error:
    print(error.msg)
