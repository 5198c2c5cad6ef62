//! Questions about all characters of a string: `isalpha` and its kin.

use super::build::body;
use crate::object::{Args, FnDef, Owned, PyResult, Reach, Vm};
use taipan_text::unicode;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "isalnum",
        "(self, /)",
        isalnum,
        "Return True if the string is an alpha-numeric string, False otherwise.\n\nA string is alpha-numeric if all characters in the string are alpha-numeric and\nthere is at least one character in the string.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isalpha",
        "(self, /)",
        isalpha,
        "Return True if the string is an alphabetic string, False otherwise.\n\nA string is alphabetic if all characters in the string are alphabetic and there\nis at least one character in the string.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isascii",
        "(self, /)",
        isascii,
        "Return True if all characters in the string are ASCII, False otherwise.\n\nASCII characters have code points in the range U+0000-U+007F.\nEmpty string is ASCII too.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isdecimal",
        "(self, /)",
        isdecimal,
        "Return True if the string is a decimal string, False otherwise.\n\nA string is a decimal string if all characters in the string are decimal and\nthere is at least one character in the string.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isdigit",
        "(self, /)",
        isdigit,
        "Return True if the string is a digit string, False otherwise.\n\nA string is a digit string if all characters in the string are digits and there\nis at least one character in the string.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isidentifier",
        "(self, /)",
        isidentifier,
        "Return True if the string is a valid Python identifier, False otherwise.\n\nCall keyword.iskeyword(s) to test whether string s is a reserved identifier,\nsuch as \"def\" or \"class\".",
    ).reach(Reach::Texts),
    FnDef::new(
        "islower",
        "(self, /)",
        islower,
        "Return True if the string is a lowercase string, False otherwise.\n\nA string is lowercase if all cased characters in the string are lowercase and\nthere is at least one cased character in the string.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isnumeric",
        "(self, /)",
        isnumeric,
        "Return True if the string is a numeric string, False otherwise.\n\nA string is numeric if all characters in the string are numeric and there is at\nleast one character in the string.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isprintable",
        "(self, /)",
        isprintable,
        "Return True if all characters in the string are printable, False otherwise.\n\nA character is printable if repr() may use it in its output.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isspace",
        "(self, /)",
        isspace,
        "Return True if the string is a whitespace string, False otherwise.\n\nA string is whitespace if all characters in the string are whitespace and there\nis at least one character in the string.",
    ).reach(Reach::Texts),
    FnDef::new(
        "istitle",
        "(self, /)",
        istitle,
        "Return True if the string is a title-cased string, False otherwise.\n\nIn a title-cased string, upper- and title-case characters may only\nfollow uncased characters and lowercase characters only cased ones.",
    ).reach(Reach::Texts),
    FnDef::new(
        "isupper",
        "(self, /)",
        isupper,
        "Return True if the string is an uppercase string, False otherwise.\n\nA string is uppercase if all cased characters in the string are uppercase and\nthere is at least one cased character in the string.",
    ).reach(Reach::Texts),
];

fn all(vm: &Vm, a: &Args<'_>, test: fn(u32) -> bool) -> PyResult {
    let s = body(vm, a.get(0));
    Ok(Owned::bool(!s.is_empty() && s.wtf8().chars().all(test)))
}

fn isalnum(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, unicode::is_alnum)
}

fn isalpha(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, unicode::is_alpha)
}

fn isascii(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(body(vm, a.get(0)).is_ascii()))
}

fn isdecimal(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, unicode::is_decimal)
}

fn isdigit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, unicode::is_digit)
}

fn isidentifier(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(unicode::is_identifier(body(vm, a.get(0)).wtf8())))
}

fn islower(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(unicode::text_is_lower(body(vm, a.get(0)).wtf8())))
}

fn isnumeric(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, unicode::is_numeric)
}

fn isprintable(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(body(vm, a.get(0)).wtf8().chars().all(unicode::is_printable)))
}

fn isspace(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, unicode::is_space)
}

fn istitle(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(unicode::text_is_title(body(vm, a.get(0)).wtf8())))
}

fn isupper(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(unicode::text_is_upper(body(vm, a.get(0)).wtf8())))
}
