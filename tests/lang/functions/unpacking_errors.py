# oracle: 3.14
# Too few, too many, not iterable.
def attempt(source):
    try:
        exec(source)
    except (ValueError, TypeError) as error:
        print(source, "->", type(error).__name__, error)


attempt("a, b = 1, 2, 3")
attempt("a, b = [1]")
attempt("a, b, *c = [1]")
attempt("a, b = iter([1, 2, 3])")
attempt("a, b = {}")
attempt("a, b = {1: 2, 3: 4, 5: 6}")
attempt("a, b = 'abc'")
attempt("a, b = range(5)")
attempt("a, b = 5")
attempt("a, *b = None")
attempt("*a, b, c = 'x'")
attempt("a, (b, c) = 1, 2")
attempt("[a, b] = set()")
attempt("for a, b in [(1, 2, 3)]: pass")
attempt("a, b = [1, 2, 3, 4, 5]")
