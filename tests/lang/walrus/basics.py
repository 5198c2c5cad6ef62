# Assignment expressions: scopes, order, and where they may stand.
if (n := len("abc")) > 2:
    print(n)
while (line := next(iter_lines := globals().get("iter_lines") or iter(["a", "b", ""]), "")):
    print(line)
print([y := 5, y ** 2, (z := 3)], z, [last := x for x in range(4)], last, [w for x in range(5) if (w := x * x) > 4])
print((a := 1) + (a := a + 1) + a, {(k := "key"): (v := "val")}, k, v, "abc"[(i := 1):], i, f"{(q := 9)}", q)


def f(x=(d := 10)):
    total = 0
    values = [total := total + i for i in range(x)]
    return total, values[-1], (lambda: (inner := 5))(), "inner" in locals()


print(f(), d)


class K:
    m = (c := 7) + 1


print(K.c, K.m, any((hit := x) > 3 for x in [1, 5, 9]), hit, all((miss := x) < 5 for x in [1, 7, 2]), miss)
data = [3, 1, 2]
print(sorted(data)[(mid := len(data) // 2)], mid, max(data, key=(neg := lambda t: -t)), neg(5))
if not (m := None):
    print("m", m)


def g():
    global made
    [made := x for x in range(3)]
    nested = [[(deep := i + j) for j in range(2)] for i in range(2)]
    return deep, nested


print(g(), made)
for source in ("(x.y := 1)", "(x[0] := 1)", "x := 1", "f(a := 1, b=(c := 2))", "[i := 0 for i in range(3)]", "[[(j := 1) for i in range(2)] for j in range(2)]", "class C:\n [x := 1 for y in range(2)]", "lambda: (x := 1)", "f(x=y := 1)", "(a, b := 1, 2)"):
    try:
        compile(source, "<s>", "exec")
        print("fine", source.split("\n")[-1])
    except SyntaxError as error:
        print(error.msg)
