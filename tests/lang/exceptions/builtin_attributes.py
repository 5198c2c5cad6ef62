# Attributes that builtin exceptions carry.
def catch(action):
    try:
        action()
    except BaseException as error:
        return error


import builtins
e = catch(lambda: undefined)
print(e.name, e.args)
e = catch(lambda: "x".missing)
print(e.name, e.obj, e.args)
e = catch(lambda: __import__("no_such_module"))
print(e.name, e.path, e.msg, type(e).__name__)
e = catch(lambda: exec("from math import no_such"))
print(type(e).__name__, e.name, e.msg.split("(")[0])
e = catch(lambda: open("/no/such/file"))
print(e.errno, e.strerror, e.filename, type(e).__name__, e)
e = catch(lambda: {}["k"])
print(e.args)
e = catch(lambda: next(iter([])))
print(e.value, e.args)
e = catch(lambda: exec("a b"))
print(e.msg, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e.filename, e.print_file_and_line)
e = catch(lambda: b"\xff".decode())
print(e.encoding, e.object, e.start, e.end, e.reason)
print(OSError(2, "m", "f"), OSError(2, "m").errno, type(OSError(2, "m")).__name__, type(OSError(13, "m")).__name__, OSError("one").errno, OSError(1, 2, 3, 4, 5).args, StopIteration(1, 2).value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code, ImportError("m", name="n", path="p").name, NameError("m", name="n").name, AttributeError("m", name="n", obj=5).obj)
print(FileNotFoundError.__mro__[1].__name__, issubclass(ZeroDivisionError, ArithmeticError), issubclass(IndexError, LookupError), issubclass(RecursionError, RuntimeError), issubclass(ModuleNotFoundError, ImportError), issubclass(UnicodeError, ValueError), issubclass(KeyboardInterrupt, Exception), EnvironmentError is OSError, IOError is OSError, issubclass(TimeoutError, OSError), issubclass(NotImplementedError, RuntimeError), issubclass(TabError, SyntaxError), issubclass(FloatingPointError, ArithmeticError), issubclass(BlockingIOError, OSError), issubclass(StopAsyncIteration, Exception), issubclass(EncodingWarning, Warning), issubclass(PythonFinalizationError, RuntimeError) if hasattr(builtins, "PythonFinalizationError") else True)
