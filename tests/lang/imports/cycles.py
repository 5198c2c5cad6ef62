# Modules that import each other, in the ways that work and the way that fails.
import _cycle_a

print(_cycle_a.from_b(), _cycle_a.b.from_a())
try:
    import _cycle_bad_a
except ImportError as error:
    print(type(error).__name__, str(error).split(" (most likely")[0].split(" (/")[0])
