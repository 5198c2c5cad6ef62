# Long precisions print the exact decimal expansion; ties go to even.
print(f"{0.1:.55f}")
print(f"{0.5:.0f} {1.5:.0f} {2.5:.0f} {0.125:.2f} {0.375:.2f} {2.675:.2f} {1.005:.2f}")
print(f"{1e22:.0f} {1e23:.0f} {2.0 ** 100:.3f} {5e-324:.330f}"[:120])
print(f"{123456789.0:.3e} {9.9999e9:.2e} {9.9999e-5:.3g} {99999.95:.6g} {0.0001:g} {0.00001:g} {1e6:g} {1e5:g}")
print(f"{1.7976931348623157e308:.1f}"[:30], f"{1e-300:.5g}", f"{1e100:.20g}", f"{1 / 3:.17g}", f"{1 / 3:.30f}")
print(f"{12345.6789:{10}.{2}f}|{3.0:{'<'}{8}}|{3.0!r:>8}|{3.0!s:^8}")
for spec in ("d", "x", "s", ".-1f", "10.f", "c", ",_f", ".2q"):
    try:
        print(format(1.5, spec))
    except ValueError as error:
        print(spec, error)
