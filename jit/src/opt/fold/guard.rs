//! Rules for guards: a guard on something computed becomes a guard on what it was computed from.

/// `(name, equation)`; see `opt/README.md`.
pub(super) const RULES: &[(&str, &str)] = &[
    ("guard_true_not", "guard_true(bool_not(x)) => guard_false(x)"),
    ("guard_false_not", "guard_false(bool_not(x)) => guard_true(x)"),
    ("guard_false_lt", "guard_false(int_lt(x, y)) => guard_true(int_le(y, x))"),
    ("guard_false_le", "guard_false(int_le(x, y)) => guard_true(int_lt(y, x))"),
    ("guard_false_eq", "guard_false(int_eq(x, y)) => guard_true(int_ne(x, y))"),
    ("guard_false_ne", "guard_false(int_ne(x, y)) => guard_true(int_eq(x, y))"),
    ("guard_int_box", "guard_int(box_int(x)) => pass"),
    ("guard_int_fixnum", "guard_int(box_fixnum(x)) => pass"),
    ("guard_float_box", "guard_float(box_float(x)) => pass"),
    ("guard_is_true", "guard_is(bool_to_val(x), #true) => guard_true(x)"),
    ("guard_is_false", "guard_is(bool_to_val(x), #false) => guard_false(x)"),
    ("guard_is_not_true", "guard_is_not(bool_to_val(x), #true) => guard_false(x)"),
    ("guard_is_not_false", "guard_is_not(bool_to_val(x), #false) => guard_true(x)"),
];
