# User exception classes: hierarchy, arguments, str, attributes, catching by base.
class AppError(Exception):
    """Base."""


class NotFound(AppError, LookupError):
    def __init__(self, key, *, code=404):
        super().__init__(key)
        self.key, self.code = key, code

    def __str__(self):
        return f"{self.key!r} not found ({self.code})"


class Plain(AppError):
    pass


for error_type in (AppError, LookupError, NotFound, Exception):
    try:
        raise NotFound("k", code=1)
    except error_type as error:
        print(error_type.__name__, error, repr(error), error.args, error.key)
print(str(Plain()), repr(Plain()), str(Plain("a")), repr(Plain("a")), str(Plain("a", 1)), repr(Plain("a", 1)), Plain(1).args, str(KeyError("k")), str(KeyError("a", "b")), str(KeyError()), repr(Exception("x",)), str(OSError(2, "No such file")), str(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad")))
try:
    try:
        raise Plain
    except NotFound:
        print("wrong")
except AppError as error:
    print(type(error).__name__)
catch = (ValueError, KeyError)
try:
    raise KeyError("t")
except catch as error:
    print("tuple", error)
for bad in (5, "x", (ValueError, 5), None, [ValueError]):
    try:
        try:
            raise KeyError("orig")
        except bad:
            pass
    except TypeError as error:
        print(error, repr(error.__context__))
print(issubclass(NotFound, KeyError), [c.__name__ for c in NotFound.__mro__], isinstance(NotFound(1), LookupError))


class Eq(Exception):
    def __eq__(self, o):
        return True

    __hash__ = Exception.__hash__


print(Eq() == 1, ValueError("a") == ValueError("a"), Exception.__bases__)
e = Plain("x")
e.extra = 1
e.args = ("changed", 2)
print(e.__dict__, str(e), e.args)
