//! Rules for boxing: a box that is opened was never needed.
//!
//! `unbox_int(box_int(x)) => x` also where `x` is no fixnum: the trace goes on with the integer itself, where the
//! recorded one would have left for want of a fixnum.

/// `(name, equation)`; see `opt/README.md`.
pub(super) const RULES: &[(&str, &str)] = &[
    ("unbox_box_int", "unbox_int(box_int(x)) => x"),
    ("unbox_box_fixnum", "unbox_int(box_fixnum(x)) => x"),
    ("int_of_box", "int_of_val(box_int(x)) => x"),
    ("int_of_fixnum", "int_of_val(box_fixnum(x)) => x"),
    ("box_unbox_int", "box_int(unbox_int(x)) => x"),
    ("box_int_of", "box_int(int_of_val(x)) => x"),
    ("fixnum_unbox_int", "box_fixnum(unbox_int(x)) => x"),
    ("fixnum_int_of", "box_fixnum(int_of_val(x)) => x"),
    ("unbox_box_uint", "unbox_uint(box_uint(x)) => x"),
    ("box_unbox_uint", "box_uint(unbox_uint(x)) => x"),
    ("int_of_uint_of_int", "int_of_uint(uint_of_int(x)) => x"),
    ("uint_of_int_of_uint", "uint_of_int(int_of_uint(x)) => x"),
    ("unbox_box_float", "unbox_float(box_float(x)) => x"),
    ("float_of_box", "float_of_val(box_float(x)) => x"),
    ("box_unbox_float", "box_float(unbox_float(x)) => x"),
    ("box_float_of", "box_float(float_of_val(x)) => x"),
    ("ref_of_val", "val_to_ref(ref_to_val(x)) => x"),
    ("ref_of_known_val", "ref_of_val(ref_to_val(x)) => x"),
    ("val_of_ref", "ref_to_val(val_to_ref(x)) => x"),
    ("val_of_known_ref", "ref_to_val(ref_of_val(x)) => x"),
];
