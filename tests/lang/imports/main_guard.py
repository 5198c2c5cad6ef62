# args: one two
# __name__ is "__main__" for the script, its own name for a module; arguments reach the script.
import sys

import _says_name

print(__name__, _says_name.name, sys.argv[1:], len(sys.argv), sys.argv[0].endswith("main_guard.py"))
if __name__ == "__main__":
    print("running as a script")
