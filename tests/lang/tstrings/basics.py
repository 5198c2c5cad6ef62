# oracle: 3.14
# Template strings: strings and interpolations, not joined.
name, n = "Bob", 42
t = t"hi {name}, {n + 1:>5} {name!r}!"
print(type(t).__name__, t.strings, t.values, len(t.interpolations))
for i in t.interpolations:
    print(repr(i.value), i.expression, i.conversion, repr(i.format_spec))
print([part if isinstance(part, str) else part.value for part in t])
empty = t""
print(empty.strings, empty.values, list(empty), t"{n}".strings, t"{n}{name}".strings, list(t"a{n}b")[1].expression)
print((t"a{n}" + t"b{name}").strings, (t"{1}" + t"x").strings, t"{n=}".strings, t"{n=}".interpolations[0].conversion, t"{n:{n}}".interpolations[0].format_spec)
try:
    t"a" + "b"
except TypeError as error:
    print("TypeError")
from string.templatelib import Template, Interpolation
print(isinstance(t, Template), isinstance(t.interpolations[0], Interpolation), type(t).__module__)
print(Template("a", Interpolation(5, "x", None, ""), "b").values, Template("a", "b").strings)


def render(template):
    out = []
    for part in template:
        if isinstance(part, str):
            out.append(part)
        else:
            value = part.value
            if part.conversion == "r":
                value = repr(value)
            out.append(format(value, part.format_spec))
    return "".join(out)


print(render(t), render(t"{n:05d}|{name!r:>7}|{{}}"), rt"\d{n}".strings)
match t"{n}":
    case Template(strings=s, interpolations=(Interpolation(v),)):
        print(s, v)
