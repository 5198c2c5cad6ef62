# str.format: positions, names, attributes, items, nesting, conversions.
print("{} {}".format(1, 2), "{1} {0} {1}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{0[1]} {0[0]}".format([10, 20]), "{d[key]}".format(d={"key": "v"}), "{0.real} {0.imag}".format(3 + 4j))
print("{:>10}|{:<10}|{:^10}|{:*^9}|{:10}|{:.2}".format("a", "b", "c", "d", "e", "fgh"), "{:{}}|{:{w}.{p}f}".format("x", 5, 3.14159, w=8, p=2))
print("{!r} {!s} {!a} {!r:>8}".format("é", "é", "é", "x"), "{{}} {{{}}}".format(1), "{:,} {:_x} {:+d} {:%}".format(1234567, 255, 5, 0.25))
print("{0}{0}".format("ab"), "{a[b][c]}".format(a={"b": {"c": 7}}), "{0[a]} {0[1x]}".format({"a": 1, "1x": 2}), "{:}".format(5), "{0:}".format("s"))


class F:
    def __format__(self, spec):
        return f"<{spec}>"


print("{:abc def} {}".format(F(), F()), format(F(), "q"), f"{F():x{1}y}")
for template, args, kwargs in [("{}", (), {}), ("{1}", (0,), {}), ("{a}", (), {}), ("{} {0}", (1, 2), {}), ("{0} {}", (1, 2), {}), ("{", (), {}), ("}", (), {}), ("{!x}", (1,), {}), ("{0[}", (1,), {}), ("{0.}", (1,), {}), ("{0!}", (1,), {}), ("{:d}", ("a",), {}), ("{0[k]}", ([],), {}), ("{0.nope}", (1,), {}), ("{:5", (1,), {}), ("{!r:d}", (1,), {}), ("{0!rs}", (1,), {})]:
    try:
        print(template.format(*args, **kwargs))
    except (IndexError, KeyError, ValueError, TypeError, AttributeError) as error:
        print(template, type(error).__name__, error)
