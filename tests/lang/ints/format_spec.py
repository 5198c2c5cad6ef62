# The format mini-language for integers.
for spec in ("", "d", "5", "<5", ">5", "^5", "=5", "05", "+5", "-5", " 5", "*^9", "#=+9", "5d", ",", "_", "12,", "012,", "#x", "#06x", "#010b", "_b", "c", "n", "e", ".2f", "%", "g", "10.3e"):
    print(f"{spec!r:8} [{42:{spec}}] [{-42 if spec != 'c' else 65:{spec}}] [{1234567 if spec != 'c' else 8364:{spec}}]")
for spec in ("s", ".2d", "+c", ",x", ",c", "5.2", "z", "10q", ",_", "#c"):
    try:
        print(spec, format(42, spec))
    except ValueError as error:
        print(spec, error)
print(format(True), format(True, "d"), format(True, "5"), f"{True:x}")
