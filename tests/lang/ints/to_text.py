# str, repr, hex, oct, bin and their format codes.
for n in (0, 1, -1, 255, -255, 1 << 62, -(1 << 63), 10 ** 30, -(10 ** 30)):
    print(str(n), repr(n), hex(n), oct(n), bin(n))
    print(f"{n:x} {n:X} {n:#x} {n:#o} {n:#b} {n:,} {n:_} {n:_x} {n:+} {n: }")
print("%d %i %u %x %X %o %#x %#o" % (42, -42, 42, 255, 255, 8, 255, 8))
print("%5d|%-5d|%05d|%+d|% d|%.4d|%8.3d" % (42, 42, 42, 42, 42, 42, 7))
print("%d" % 3.99, "%d" % 10 ** 0, "%s" % (1 << 70), "%x" % (1 << 70))
for bad in ("%x", "%o", "%d"):
    try:
        print(bad % "12")
    except TypeError as error:
        print(error)
