# sys.path, namespace packages, and modules in a temporary folder.
import importlib
import os
import sys
import tempfile

print(os.path.basename(sys.path[0]) == "imports", type(sys.path).__name__)
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "temp_mod.py"), "w") as f:
        f.write("x = 1\n")
    os.makedirs(os.path.join(folder, "nspkg", "inner"))
    with open(os.path.join(folder, "nspkg", "part.py"), "w") as f:
        f.write("where = __name__\n")
    with open(os.path.join(folder, "nspkg", "inner", "leaf.py"), "w") as f:
        f.write("y = 2\n")
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    import temp_mod
    import nspkg.part
    from nspkg.inner import leaf
    print(temp_mod.x, nspkg.part.where, leaf.y, nspkg.__file__, list(nspkg.__path__) == [os.path.join(folder, "nspkg")])
    with open(os.path.join(folder, "temp_mod.py"), "w") as f:
        f.write("x = 'changed and longer'\n")
    importlib.invalidate_caches()
    print(importlib.reload(temp_mod).x)
    sys.path.remove(folder)
