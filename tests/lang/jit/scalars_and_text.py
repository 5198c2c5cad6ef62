# Numbers made into text and back in hot loops: operands change their kinds, conversions fail.
def digits(items):
    total = 0
    for x in items:
        try:
            total += int(x)
        except ValueError as e:
            print(e)
        except TypeError as e:
            print("TypeError")
    return total


print(digits(list("0123456789") * 8))
print(digits(list("0123") * 10 + ["12", " 7 ", "x", "٣", "1_0", "", 5, 2.9, True, "-3", None, 10**30, "9" * 30]))


class Text(str):
    def __int__(self):
        return 1000

    def __str__(self):
        return "text"

    def __format__(self, spec):
        return "<" + spec + ">"


class Number(int):
    def __str__(self):
        return "number"

    def __repr__(self):
        return "Number"


def show(items):
    out = []
    for x in items:
        s = f"{x}|{x!r}"
        s += str(x) + "%s" % (x,)
        try:
            s += f"{x:>5}" + "%d" % x
        except (TypeError, ValueError) as e:
            s += type(e).__name__
        out.append(s)
    return out


for line in show([1, 2, 3] * 10 + [2.5, "a", None, True, 2**70, Text("t"), Number(4), (1, 2), [3], 1j, -0.0] * 2):
    print(line)


def pairs(n):
    total = 0
    for i in range(n):
        total += len("%d-%s" % (i, i * 2)) + int(hex(i), 16) + int("%o" % i, 8) + float("%.2f" % (i / 3)) + len(f"{i:08x}")
    return total


print(pairs(200))
try:
    for i in range(100):
        s = "%d %d" % ((i,) if i == 80 else (i, i))
except TypeError as e:
    print(i, e)
