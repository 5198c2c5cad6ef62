# Packages: __init__, submodules, relative imports, __all__, __path__.
import _pkg
print(_pkg.NAME, hasattr(_pkg, "leaf"), _pkg.__name__, _pkg.__package__, len(_pkg.__path__), _pkg.__file__.endswith("_pkg/__init__.py"))
import _pkg.leaf
print(_pkg.leaf.value, _pkg.leaf.__name__, _pkg.leaf.__package__)
from _pkg import sub
from _pkg.sub import deep as d
from _pkg.sub.deep import up, FROM_PARENT
print(sub.__name__, d.__name__, up(), FROM_PARENT, _pkg.sub.deep is d)
from _pkg import *
print(leaf is _pkg.leaf, "hidden" in globals(), public)
import _pkg.sub.deep as aliased
print(aliased is d)


def local():
    from _pkg.leaf import value as v
    import _pkg.sub as s
    return v, s.__name__


print(local())
for source in ("import _pkg.missing", "from _pkg import missing", "import missing_entirely", "from _pkg.leaf import nope", "import _pkg.leaf.value", "from . import x", "from .. import y", "import missing_entirely.sub"):
    try:
        exec(source)
    except ImportError as error:
        print(type(error).__name__, str(error).split(" (")[0], error.name)
