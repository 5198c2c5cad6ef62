# What sys.modules holds is what import gives.
import sys
import types

fake = types.ModuleType("fake_module")
fake.answer = 42
sys.modules["fake_module"] = fake
import fake_module
from fake_module import answer
print(fake_module is fake, answer)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(error)
sys.modules["an_object"] = "not a module"
import an_object
print(an_object)
print(__name__, sys.modules["__main__"].__dict__ is globals(), "sys" in sys.modules, sys.modules["builtins"].len is len)
import builtins
real = builtins.__import__
log = []


def hook(name, globals=None, locals=None, fromlist=(), level=0):
    log.append((name, fromlist, level))
    return real(name, globals, locals, fromlist, level)


builtins.__import__ = hook
import math, itertools as it
from math import sqrt, pi as p
builtins.__import__ = real
print(log)
