# A module that raises while it is imported is not left in sys.modules.
import sys

for attempt in range(2):
    try:
        import _broken
    except ValueError as error:
        print(error, "_broken" in sys.modules)
try:
    import _syntax_broken
except SyntaxError as error:
    print(error.msg, error.lineno, error.filename.endswith("_syntax_broken.py"), "_syntax_broken" in sys.modules)
import _half
print(_half.state)
