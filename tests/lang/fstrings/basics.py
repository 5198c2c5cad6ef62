# Expressions, conversions, format specs, debugging, nesting.
name, n, x = "Bob", 42, 3.14159
print(f"hi {name}", f"{n:5}|{n:<5}|{n:>5}|{n:^5}|{n:05}", f"{x:.2f} {x:10.3f} {x:e}", f"{name!r} {name!s} {name!a} {name!r:>8}", f"{{}} {{{n}}}", f"{n}{name}" f"{x}" "plain")
print(f"{n=} {n = } {name=!s} {x=:.2f} {n + 1=} {name.upper() = }", f"{'nested'}", f"{f'{n}'}", f"{f"{f"{n}"}"}", f"{name + " " + "x"}", f"{[i for i in range(3)]}", f"{ {1: 2}[1] }", f"{(lambda v: v * 2)(n)}", f"{n if n > 1 else 0}", f"{n!s:{'>'}{8}}", f"{x:{6}.{2}f}", f"{n:#x} {n:b} {10**6:,} {0.5:%}")
print(f"""multi
{n}
line""", f'{name}', rf"\d{n}", f"\t|{n}\n|", f"{'\n'.join(['a', 'b'])}", f"{n  }", f"{
    n
    + 1  # a comment
}")
print(f"", f"{''}", f"{None} {True} {1, 2} {[]!r} {...}", f"{print('side effect')}", f"{'a' 'b'}", f"{n:{n}}|", f"{(n := 7)}", n, f"{n:=+5}", f"{'x':*^5}", f"é{'日'}😀")
