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
pub fn square(a: f64) -> f64 {
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
