# except*: each handler takes its part; what is left is raised again.
def run(*errors):
    log = []
    try:
        try:
            raise ExceptionGroup("g", list(errors))
        except* ValueError as eg:
            log.append(("value", [str(e) for e in eg.exceptions]))
        except* (KeyError, IndexError) as eg:
            log.append(("lookup", len(eg.exceptions)))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except ExceptionGroup as rest:
        log.append(("rest", repr(rest)))
    return log


print(run(ValueError(1), ValueError(2)))
print(run(ValueError(1), KeyError(2), TypeError(3)))
print(run(OSError("o")))
print(run(ExceptionGroup("in", [IndexError(1), OSError(2)]), KeyError(3)))
try:
    raise ValueError("naked")
except* ValueError as eg:
    print(repr(eg))
try:
    pass
except* ValueError:
    print("never")
else:
    print("else")
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
except ExceptionGroup as eg:
    print(repr(eg), [type(e).__name__ for e in eg.exceptions])
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
    except* TypeError:
        raise
except ExceptionGroup as eg:
    print(repr(eg))
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
for source in ("try: pass\nexcept* ValueError: pass\nexcept KeyError: pass", "try: pass\nexcept*: pass", "def f():\n try: pass\n except* ValueError: return 1", "for x in y:\n try: pass\n except* ValueError: break"):
    try:
        exec(source)
    except SyntaxError as error:
        print(error.msg)
