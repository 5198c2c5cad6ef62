//! Case mapping and classification of bytes as ASCII text.

use super::split::is_space;
use super::{data, like};
use crate::object::{Args, FnDef, Owned, PyResult, Vm};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "upper",
        "(self, /)",
        upper,
        "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to uppercase.",
    ),
    FnDef::new(
        "lower",
        "(self, /)",
        lower,
        "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to lowercase.",
    ),
    FnDef::new(
        "title",
        "(self, /)",
        title,
        "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words start with uppercase\ncharacters, all remaining cased characters have lowercase.",
    ),
    FnDef::new(
        "capitalize",
        "(self, /)",
        capitalize,
        "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character capitalized (ASCII)\nand the rest lower-cased.",
    ),
    FnDef::new(
        "swapcase",
        "(self, /)",
        swapcase,
        "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters converted\nto lowercase ASCII and vice versa.",
    ),
    FnDef::new(
        "isalnum",
        "(self, /)",
        isalnum,
        "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\nand there is at least one character in B, False otherwise.",
    ),
    FnDef::new(
        "isalpha",
        "(self, /)",
        isalpha,
        "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\nand there is at least one character in B, False otherwise.",
    ),
    FnDef::new(
        "isascii",
        "(self, /)",
        isascii,
        "B.isascii() -> bool\n\nReturn True if B is empty or all characters in B are ASCII,\nFalse otherwise.",
    ),
    FnDef::new(
        "isdigit",
        "(self, /)",
        isdigit,
        "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\nand there is at least one character in B, False otherwise.",
    ),
    FnDef::new(
        "islower",
        "(self, /)",
        islower,
        "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase and there is\nat least one cased character in B, False otherwise.",
    ),
    FnDef::new(
        "isspace",
        "(self, /)",
        isspace,
        "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\nand there is at least one character in B, False otherwise.",
    ),
    FnDef::new(
        "istitle",
        "(self, /)",
        istitle,
        "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at least one\ncharacter in B, i.e. uppercase characters may only follow uncased\ncharacters and lowercase characters only cased ones. Return False\notherwise.",
    ),
    FnDef::new(
        "isupper",
        "(self, /)",
        isupper,
        "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase and there is\nat least one cased character in B, False otherwise.",
    ),
];

fn mapped(vm: &Vm, a: &Args<'_>, f: impl FnMut(u8) -> u8) -> PyResult {
    let out = data(vm, a.get(0)).iter().copied().map(f).collect();
    Ok(like(a.get(0), out))
}

fn upper(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, |b| b.to_ascii_uppercase())
}

fn lower(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, |b| b.to_ascii_lowercase())
}

fn title(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut inside = false;
    mapped(vm, a, |b| {
        let out = if inside { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
        inside = b.is_ascii_alphabetic();
        out
    })
}

fn capitalize(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut first = true;
    mapped(vm, a, |b| if std::mem::take(&mut first) { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() })
}

fn swapcase(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, |b| if b.is_ascii_alphabetic() { b ^ 0x20 } else { b })
}

fn all(vm: &Vm, a: &Args<'_>, test: impl Fn(u8) -> bool) -> PyResult {
    let hay = data(vm, a.get(0));
    Ok(Owned::bool(!hay.is_empty() && hay.iter().all(|&b| test(b))))
}

fn isalnum(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, |b| b.is_ascii_alphanumeric())
}

fn isalpha(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, |b| b.is_ascii_alphabetic())
}

fn isascii(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(data(vm, a.get(0)).is_ascii()))
}

fn isdigit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, |b| b.is_ascii_digit())
}

fn isspace(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    all(vm, a, is_space)
}

fn islower(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let hay = data(vm, a.get(0));
    Ok(Owned::bool(hay.iter().any(u8::is_ascii_lowercase) && !hay.iter().any(u8::is_ascii_uppercase)))
}

fn isupper(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let hay = data(vm, a.get(0));
    Ok(Owned::bool(hay.iter().any(u8::is_ascii_uppercase) && !hay.iter().any(u8::is_ascii_lowercase)))
}

fn istitle(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (mut cased, mut inside) = (false, false);
    for &b in data(vm, a.get(0)) {
        let wrong = if inside { b.is_ascii_uppercase() } else { b.is_ascii_lowercase() };
        if wrong {
            return Ok(Owned::bool(false));
        }
        inside = b.is_ascii_alphabetic();
        cased |= inside;
    }
    Ok(Owned::bool(cased))
}
