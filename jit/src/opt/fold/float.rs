//! Rules for floats. Only what is exact for every operand, with signed zeros, infinities and NaN.

/// `(name, equation)`; see `opt/README.md`.
pub(super) const RULES: &[(&str, &str)] = &[
    ("float_add_minus_zero", "float_add(x, -0.0) => x"),
    ("float_add_neg", "float_add(x, float_neg(y)) => float_sub(x, y)"),
    ("float_sub_zero", "float_sub(x, 0.0) => x"),
    ("float_sub_neg", "float_sub(x, float_neg(y)) => float_add(x, y)"),
    ("float_mul_one", "float_mul(x, 1.0) => x"),
    ("float_mul_two", "float_mul(x, 2.0) => float_add(x, x)"),
    ("float_mul_negs", "float_mul(float_neg(x), float_neg(y)) => float_mul(x, y)"),
    ("float_div_one", "float_div(x, 1.0) => x"),
    ("float_div_power", "float_div(x, C) => float_mul(x, reciprocal(C)) if reciprocal_exact(C)"),
    ("float_neg_neg", "float_neg(float_neg(x)) => x"),
    ("float_neg_sub", "float_sub(-0.0, x) => float_neg(x)"),
    ("float_abs_abs", "float_abs(float_abs(x)) => float_abs(x)"),
    ("float_abs_neg", "float_abs(float_neg(x)) => float_abs(x)"),
    ("float_floor_floor", "float_floor(float_floor(x)) => float_floor(x)"),
    ("float_ceil_ceil", "float_ceil(float_ceil(x)) => float_ceil(x)"),
    ("float_trunc_trunc", "float_trunc(float_trunc(x)) => float_trunc(x)"),
    ("float_floor_of_int", "float_floor(int_to_float(x)) => int_to_float(x)"),
    ("float_ceil_of_int", "float_ceil(int_to_float(x)) => int_to_float(x)"),
    ("float_trunc_of_int", "float_trunc(int_to_float(x)) => int_to_float(x)"),
    ("float_to_int_of_int", "float_to_int_ovf(int_to_float(x)) => x if float_exact(x)"),
    ("float_to_int_trunc", "float_to_int_ovf(float_trunc(x)) => float_to_int_ovf(x)"),
    ("float_bits", "float_to_bits(bits_to_float(x)) => x"),
    ("bits_float", "bits_to_float(float_to_bits(x)) => x"),
];
