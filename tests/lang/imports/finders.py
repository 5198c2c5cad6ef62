# importlib and user finders on sys.meta_path.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(f"name = {module.__name__!r}\nvalue = 5", module.__dict__)


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.startswith("virtual_"):
            return importlib.machinery.ModuleSpec(name, Loader(), origin="made up")


sys.meta_path.insert(0, Finder())
import virtual_one
from virtual_two import name, value
print(virtual_one.value, name, value, virtual_one.__spec__.origin, virtual_one.__loader__.__class__.__name__)
sys.meta_path.pop(0)
try:
    import virtual_three
except ImportError as error:
    print(error)
m = importlib.import_module("_counting")
print(m.bump(), importlib.import_module("._pkg.leaf".lstrip(".")).value, importlib.util.find_spec("no_such_thing"), importlib.util.find_spec("math").name, importlib.import_module(".leaf", "_pkg").__name__, __import__("_pkg.sub").__name__, __import__("_pkg.sub", fromlist=["deep"]).__name__)
