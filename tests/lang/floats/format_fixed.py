# f, F, e, E, g, G, % and the default presentation.
values = (0.0, -0.0, 1.0, 3.14159, -2.5, 1234567.891, 1e-7, 1e20, float("inf"), float("-inf"), float("nan"))
for spec in ("", ".0f", ".1f", ".2f", "f", "e", ".3e", "E", "g", ".3g", "G", "%", ".1%", "10.2f", "<10.2f", "^10.2f", "=10.2f", "010.2f", "+.2f", " .2f", ",.2f", "_.2f", "#.0f", "#.3g", "z.1f", ".10", ".3", "n", "*^12.1f", "012,.1f"):
    print(f"{spec!r:9}", [format(x, spec) for x in values])
