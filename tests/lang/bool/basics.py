# bool is an int with two values and its own logic operators.
print(True, False, repr(True), str(False), int(True), float(True), True + True, True * 10, -True, True == 1, True is True, isinstance(True, int))
print(True & False, True | False, True ^ True, True and 5, False or "x", not True, not 0, not [], not "a")
print(bool(), bool(0), bool(0.0), bool(""), bool("0"), bool([]), bool([0]), bool(None), bool({}), bool(()), bool(set()), bool(range(0)), bool(range(1)), bool(0j), bool(object()))
print(type(True & 1), type(True & True), [10, 20][True], "%d %s" % (True, True), f"{True} {True:d} {True:5}|{True!s:>6}|", hash(True), sorted([True, False, True]))
print(bool.__mro__, True.real, True.numerator, int.__repr__(True), True.__class__.__name__)
try:
    class B(bool):
        pass
except TypeError as error:
    print(error)
try:
    bool(1, 2)
except TypeError as error:
    print(error)
