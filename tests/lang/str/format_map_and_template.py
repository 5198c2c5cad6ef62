# format_map with a mapping of one's own, and string.Formatter-like behaviour of missing keys.
class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{a} {b} {c!r}".format_map(Default(a=1)), "{x[0]}".format_map({"x": "yz"}))
for bad in ("{a}", "{}", "{0}"):
    try:
        print(bad.format_map({}))
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
print(format("abc", ">6"), format("abc", "^7.2"), format("abc", ""), format("é", "*<4"))
for spec in ("d", "=5", "+", ",", "05d", "z", "#"):
    try:
        print(format("abc", spec))
    except ValueError as error:
        print(spec, error)
print(format("ab", "05"), format("ab", "<05"), format("ab", "s"))
