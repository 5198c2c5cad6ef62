//! Float division with Python's signs: the quotient is floored and the remainder has the divisor's sign. Squares.

/// `a // b`; `b` is not zero.
#[inline]
pub fn float_floor_div(a: f64, b: f64) -> f64 {
    divmod(a, b).0
}

/// `a % b`; `b` is not zero.
#[inline]
pub fn float_mod(a: f64, b: f64) -> f64 {
    let r = a % b;
    if r != 0.0 { if (r < 0.0) != (b < 0.0) { r + b } else { r } } else { 0.0_f64.copysign(b) }
}

/// `a ** 2.0` as the C library's `pow` rounds it: mostly like the product, but not always.
///
/// The product is rounded correctly; glibc's `pow` promises an error below 0.509 + |ln r| · 4.6e-5 units in the last place
/// (`sysdeps/ieee754/dbl-64/e_pow.c`). So it is only called where the power lies that near to the middle between two floats.
#[inline]
pub fn square(a: f64) -> f64 {
    const EXPONENT: u64 = 0x7ff0_0000_0000_0000;
    /// 2²⁷ + 1 halves a mantissa.
    const SPLIT: f64 = 134_217_729.0;
    let r = a * a;
    let c = SPLIT * a;
    let high = c - (c - a);
    let low = a - high;
    // How far the product is from the power, exactly (Dekker 1971).
    let error = ((high * high - r) + (high * low + high * low)) + low * low;
    let limit = f64::from_bits(r.to_bits() & EXPONENT) * (0.975 * f64::EPSILON / 2.0);
    if (1e-30..=1e30).contains(&r) && error.abs() <= limit { r } else { power_of_two(a) }
}

#[cold]
fn power_of_two(a: f64) -> f64 {
    // Seeing the constant, the compiler would make a product of it.
    a.powf(std::hint::black_box(2.0))
}

/// `divmod(a, b)`; `b` is not zero. As CPython's `float_divmod`.
pub fn divmod(a: f64, b: f64) -> (f64, f64) {
    let mut r = a % b;
    let mut div = (a - r) / b;
    if r != 0.0 {
        if (b < 0.0) != (r < 0.0) {
            r += b;
            div -= 1.0;
        }
    } else {
        r = 0.0_f64.copysign(b);
    }
    let floored = if div != 0.0 {
        let f = div.floor();
        if div - f > 0.5 { f + 1.0 } else { f }
    } else {
        0.0_f64.copysign(a / b)
    };
    (floored, r)
}
