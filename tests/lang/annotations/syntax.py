# Where annotations may stand, and what they evaluate of the target.
log = []


def say(v):
    log.append(v)
    return {} if v == "dict" else v


class K:
    pass


k = K()
k.attr: int = 5
say("dict")["key"]: str = say("value")
(a): int = 6
b: int
print(k.attr, a, log, "b" in globals())
try:
    print(b)
except NameError as error:
    print(error)


def f():
    x: int
    try:
        return x
    except UnboundLocalError as error:
        return str(error)


print(f())
for source in ("x, y: int", "(x, y): int = 1, 2", "[x]: int", "f(): int", "x: int = yield", "def f():\n global g\n g: int = 1", "1: int", "lambda x: int: 0", "for x: int in y: pass"):
    try:
        compile(source, "<s>", "exec")
        print("compiles", source)
    except SyntaxError as error:
        print(error.msg)
