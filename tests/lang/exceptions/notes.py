# add_note and __notes__.
e = ValueError("v")
print(hasattr(e, "__notes__"), e.add_note("one"), e.add_note("two"), e.__notes__)
for bad in (5, None):
    try:
        e.add_note(bad)
    except TypeError as error:
        print(error)
e.__notes__.append("three")
print(e.__notes__, str(e), e.args)
e.__notes__ = 5
try:
    e.add_note("x")
except TypeError as error:
    print(error)
try:
    try:
        raise KeyError("k")
    except KeyError as k:
        k.add_note("context for k")
        raise
except KeyError as k:
    print(k.__notes__)
e = Exception().with_traceback(None)
print(repr(e), e.__traceback__)
