# The format mini-language for complex numbers, hash, subclass.
z = 3.14159 - 2.71828j
for spec in ("", ".2f", ".3e", "g", "10.1f", "<20.2f", ">20.2f", "^20.2f", "+.1f", ",.1f", ".3"):
    print(f"{spec!r:9}[{z:{spec}}] [{1234567 + 0j:{spec}}]")
for spec in ("=10", "010.2f", "%", "d", "s"):
    try:
        print(format(z, spec))
    except ValueError as error:
        print(spec, error)
print(hash(1 + 0j) == hash(1), hash(2.5 + 0j) == hash(2.5), hash(1j), hash(1 + 2j), "%s %r" % (z, 1j))


class Point(complex):
    def __complex__(self):
        return complex(9, 9)


p = Point(1, 2)
print(p, type(p + 1), abs(Point(3, 4)), isinstance(p, complex), p == 1 + 2j, complex(p))
