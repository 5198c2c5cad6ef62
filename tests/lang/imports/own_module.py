# A module beside the script: executed once, cached in sys.modules, its attributes.
import sys

import _counting
import _counting as alias
from _counting import bump, VALUE as V
from _counting import *

print(_counting is alias, bump(), bump(), _counting.calls, V, exported, "_private" in globals(), sys.modules["_counting"] is _counting)
print(_counting.__name__, _counting.__file__.endswith("_counting.py"), _counting.__doc__, _counting.__package__ == "", type(_counting).__name__, repr(_counting).startswith("<module '_counting' from"), _counting.__spec__.name, _counting.__dict__ is vars(_counting), "_counting" in dir())
import importlib

_counting.calls = 100
again = importlib.reload(_counting)
print(again is _counting, _counting.calls)
del sys.modules["_counting"]
import _counting as fresh
print(fresh is _counting, fresh.calls)
_counting.added = 5
print(hasattr(_counting, "added"), hasattr(fresh, "added"))
