# int(), float(), str(), ord, chr, round, abs, divmod on values that change type in hot loops.
values = [7, 7.9, "42", True, -3.5, "  5 ", 1 << 65, "0x1f", None, "1e3", 2.5]
ints = errors = 0
for i in range(110):
    v = values[i % 11] if i > 30 else i
    try:
        ints += int(v)
    except (ValueError, TypeError):
        errors += 1
print(ints, errors)
floats = errors = 0
for i in range(110):
    v = values[i % 11] if i > 30 else i
    try:
        floats += float(v) if i % 11 != 6 else 0.5
    except (ValueError, TypeError):
        errors += 1
print(floats, errors)
r = 0
for i in range(60):
    r += round(i / 7) + round(i / 3, 1) + abs(-i if i % 2 else i * -0.5) + int(i / 3) + divmod(i, 7)[1] + divmod(i * 0.5, 2)[0] + pow(i, 2) + pow(i, 3, 11) + max(i, 30) - min(i, 30.5)
print(r)
s = ""
for i in range(60):
    s += chr(ord("a") + i % 26) if i < 50 else chr(0x3B1 + i % 24)
print(s, sum(ord(c) for c in s))
digits = 0
for n in (3 ** k for k in range(60)):
    digits += len(str(n)) + sum(map(int, str(n)[:3])) + n.bit_length() + hash(n) % 3
print(digits)
try:
    for v in [1] * 40 + ["x"]:
        int(v)
except ValueError as error:
    print(error)
b = 0
for i in range(60):
    b ^= int(bin(i)[2:], 2) ^ int(hex(i), 16) ^ int(f"{i:o}", 8)
print(b)
