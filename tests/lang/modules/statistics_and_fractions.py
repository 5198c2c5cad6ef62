# fractions, decimal and statistics: pure Python over ints and floats.
from decimal import Decimal, getcontext
from fractions import Fraction
import statistics

print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.25"), Fraction(0.5), Fraction(3, -6), Fraction(7, 2) // 1, Fraction(1, 2) ** 3, Fraction(2, 4) == 0.5, float(Fraction(1, 3)), repr(Fraction(5)), round(Fraction(7, 2)), Fraction(22, 7).limit_denominator(5), Fraction(1, 3) < 0.34, hash(Fraction(1, 2)) == hash(0.5), max(Fraction(1, 2), Fraction(2, 3)))
try:
    Fraction(1, 0)
except ZeroDivisionError as error:
    print(error)
print(Decimal("0.1") + Decimal("0.2"), Decimal(1) / Decimal(3), Decimal("1.10"), Decimal("2").sqrt(), round(Decimal("2.675"), 2), Decimal("1e5"), Decimal(0.1) != Decimal("0.1"), Decimal("NaN"), Decimal("-Infinity"), int(Decimal("3.9")), Decimal("123.456").quantize(Decimal("0.1")), getcontext().prec, f"{Decimal('1234.5'):,.2f}", Decimal(5) % 3, Decimal("1") == 1, hash(Decimal("1")) == hash(1))
print(statistics.mean([1, 2, 3, 4]), statistics.median([5, 1, 3]), statistics.stdev([1, 2, 3, 4]), statistics.mode("aab"), statistics.pvariance([1.5, 2.5]), statistics.fmean([1, 2]), statistics.quantiles([1, 2, 3, 4]), statistics.linear_regression([1, 2, 3], [2, 4, 6]), statistics.harmonic_mean([40, 60]))
