# oracle: 3.14
# repr of templates, laziness of nothing: the expressions are evaluated at once, in order.
order = []


def say(v):
    order.append(v)
    return v


t = t"{say(1)} {say('x')!s:{say(3)}}"
print(order, t.values, t.interpolations[1].format_spec)
print(repr(t"a{1 + 1}b"))
print(repr(t"{'q'!r:>5}".interpolations[0]))
for source in ("t'{}'", "t'{x!z}'", "t'{x'", "t'a' 'b'", "t'a' f'b'", "tb'x'"):
    try:
        compile(source, "<s>", "eval")
        print(source, "compiles")
    except SyntaxError as error:
        print(source, "SyntaxError")
print((t"a" t"b{1}").strings, t'{"nested" + "quotes"}'.values, t"""{1}
{2}""".strings)
