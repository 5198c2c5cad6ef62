# oracle: 3.14
# The % operator with %s, %r, %a, %c, mappings and counts.
print("%s %r %a" % ("é", "é", "é"), "%s" % None, "%s %s" % (1, [2]), "%c%c%c" % (65, "B", 8364), "%%", "%s%%" % 5)
print("[%10s] [%-10s] [%.2s] [%10.2s] [%*s] [%-*s]" % ("abc", "abc", "abc", "abc", 6, "x", 6, "y"))
print("%(name)s is %(age)d, %(name)r" % {"name": "Bo", "age": 5, "extra": 1}, "%(a)5.1f|%(b)-5s|" % {"a": 2.25, "b": "z"})
print("%s" % (1,), "%s" % [1, 2], "%s" % {"a": 1}, "plain" % {}, "plain" % [], "%(x)s" % {"x": (1, 2)})


class P:
    def __str__(self):
        return "str-P"

    def __repr__(self):
        return "repr-P"


print("%s %r %a %10s|" % (P(), P(), P(), P()))
for template, arguments in [("%d", "x"), ("%s %s", 1), ("%s %s", (1,)), ("%s", (1, 2)), ("%(a)s", 1), ("%(a)s", {"b": 1}), ("%q", 1), ("%", 1), ("%c", "ab"), ("%c", -1), ("%c", 1.5), ("%(a", {"a": 1}), ("%*s", ("a", 1)), ("x", 1)]:
    try:
        print(template % arguments)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(repr(template), arguments, type(error).__name__, error)
