# throw: into a try, out of a generator, into one not started, into one finished.
def worker():
    while True:
        try:
            yield "working"
        except ValueError as error:
            yield f"caught {error}"
        finally:
            print("finally")


g = worker()
print(next(g), g.throw(ValueError("one")), next(g), g.throw(ValueError("two")))
try:
    g.throw(KeyError("out"))
except KeyError as error:
    print("escaped", error)
print(next(g, "finished"))


def simple():
    yield 1


for start in (False, True):
    g = simple()
    if start:
        next(g)
    try:
        g.throw(IndexError("x"))
    except IndexError as error:
        print("IndexError", error, next(g, "done"))
try:
    g.throw(IndexError("after"))
except IndexError as error:
    print("after", error)
for bad in (5, "text", None):
    try:
        simple().throw(bad)
    except TypeError as error:
        print(error)
g = simple()
try:
    g.throw(ZeroDivisionError)
except ZeroDivisionError as error:
    print("class thrown", error.args)


def returns():
    try:
        yield 1
    except ValueError:
        return "from except"


g = returns()
next(g)
try:
    g.throw(ValueError)
except StopIteration as stop:
    print(stop.value)
