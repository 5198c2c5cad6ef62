# The % operator with floats.
print("%f %F %e %E %g %G" % (1.5, 1.5, 1.5, 1.5, 1.5, 1.5))
print("%.0f %.1f %.2f %.10f" % (2.5, 0.25, 1.005, 0.1))
print("[%8.2f] [%-8.2f] [%08.2f] [%+.2f] [% .2f] [%#.0f] [%*.*f]" % (3.14159, 3.14159, -3.14159, 3.14159, 3.14159, 3.0, 9, 3, 2.71828))
print("%g %g %g %g %g" % (100000.0, 1000000.0, 0.0001, 0.00001, 1e100), "%s %r" % (0.1, 1e16))
print("%f %e %g" % (float("inf"), float("nan"), float("-inf")), "%d" % 2.9, "%i" % -2.9, "%.3s" % 3.14159)
print("%f" % 10 ** 3, "%.2f%%" % 99.5, "%f" % True, "%5.1f|%-7.2e|" % (1, 2))
for bad in ("x", None, 1j):
    try:
        print("%f" % bad)
    except TypeError as error:
        print(error)
