# Deeply nested objects: an error where recursion ends, never a crash. Hashes have no limit in CPython.
def nest(wrap, n=100000):
    x = ()
    for _ in range(n):
        x = wrap(x)
    return x


a, b = nest(lambda x: (x,)), nest(lambda x: (x,))
c, d = nest(lambda x: [x]), nest(lambda x: [x])
e, f = nest(lambda x: {1: x}), nest(lambda x: {1: x})
for name, action in (
    ("repr tuple", lambda: repr(a)),
    ("repr list", lambda: repr(c)),
    ("repr dict", lambda: repr(e)),
    ("tuple ==", lambda: a == b),
    ("tuple <", lambda: a < b),
    ("list ==", lambda: c == d),
    ("dict ==", lambda: e == f),
):
    try:
        action()
        print(name, "done")
    except RecursionError as error:
        print(name, error)
for action in (lambda: hash(a), lambda: {a: 1}):
    try:
        action()
    except RecursionError:
        pass
print("alive")
