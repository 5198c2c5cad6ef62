# __getattr__ and __dir__ of modules, deletion, assignment, missing attributes.
import _lazy

print(_lazy.computed, _lazy.other, dir(_lazy), _lazy.calls)
try:
    _lazy.forbidden
except AttributeError as error:
    print(error)
from _lazy import via_from
print(via_from)
try:
    from _lazy import forbidden
except ImportError as error:
    print(str(error).split(" (")[0])
import math
try:
    math.no_such
except AttributeError as error:
    print(error)
try:
    import _counting_missing
except ModuleNotFoundError as error:
    print(error, error.name)
_lazy.new = 1
del _lazy.new
try:
    del _lazy.new
except AttributeError as error:
    print(error)
