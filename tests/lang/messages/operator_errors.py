# oracle: 3.14
# Messages of operators on the wrong types.
class C:
    pass


operands = {"1": 1, "1.5": 1.5, "'s'": "s", "b'b'": b"b", "[1]": [1], "(1,)": (1,), "{}": {}, "{1}": {1}, "None": None, "C()": C(), "len": len, "int": int, "1j": 1j, "range(2)": range(2)}
for op in ("+", "-", "*", "<", "&", "in"):
    for a in operands:
        for b in ("1", "'s'", "[1]", "None", "C()"):
            try:
                eval(f"x {op} y", {"x": operands[a], "y": operands[b]})
            except TypeError as error:
                print(a, op, b, "->", error)
for a in operands:
    for op in ("-", "~", "not "):
        try:
            eval(f"{op}x", {"x": operands[a]})
        except TypeError as error:
            print(op, a, "->", error)
