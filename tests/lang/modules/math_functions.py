# math: exact functions and the common transcendental ones.
import math

print(math.sqrt(2), math.sqrt(16), math.isqrt(10 ** 20 + 5), math.hypot(3, 4), math.hypot(1, 2, 2), math.hypot(), math.dist((1, 2), (4, 6)), math.cbrt(27), math.pow(2, 0.5), math.exp(1), math.exp2(10), math.expm1(1e-10), math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10), math.log(10 ** 400), math.log2(2 ** 2000))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0.5), math.atan(1), math.atan2(1, -1), math.atan2(-0.0, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5), math.degrees(math.pi), math.radians(180))
print(math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.floor(-2.1), math.fabs(-3), math.copysign(3, -0.0), math.fmod(7, 3), math.fmod(-7, 3), math.remainder(7, 4), math.modf(3.25), math.modf(-3.25), math.frexp(8.0), math.ldexp(0.5, 4), math.nextafter(1.0, 2.0), math.ulp(1.0))
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(12, 18, 27), math.lcm(4, 6), math.lcm(), math.gcd(2 ** 70, 6 ** 30), math.factorial(20), math.factorial(25), math.comb(10, 3), math.perm(10, 3), math.perm(5), math.comb(100, 50), math.prod([1, 2, 3.5]), math.prod([]), math.prod([2, 3], start=10), math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(0, 1e-12, abs_tol=1e-9), math.pi, math.e, math.tau, math.inf, math.nan, math.erf(0.5), math.erfc(0.5), math.gamma(5), math.lgamma(10), math.gamma(0.5))
print(math.floor(10 ** 30), math.ceil(1e300) == int(1e300), math.trunc(True), math.gcd(True, 2), math.sin(10 ** 10), math.sqrt(10 ** 30), math.isqrt(0), math.factorial(0))
