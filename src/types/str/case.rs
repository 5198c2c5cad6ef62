//! Case mapping.

use super::build::{self, body};
use crate::object::{Args, FnDef, PyResult, Reach, Vm};
use taipan_text::unicode;
use taipan_text::wtf8::{Wtf8, Wtf8Buf};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("upper", "(self, /)", upper, "Return a copy of the string converted to uppercase.").reach(Reach::Texts),
    FnDef::new("lower", "(self, /)", lower, "Return a copy of the string converted to lowercase.").reach(Reach::Texts),
    FnDef::new("casefold", "(self, /)", casefold, "Return a version of the string suitable for caseless comparisons.")
        .reach(Reach::Texts),
    FnDef::new("title", "(self, /)", title, TITLE).reach(Reach::Texts),
    FnDef::new("capitalize", "(self, /)", capitalize, CAPITALIZE).reach(Reach::Texts),
    FnDef::new("swapcase", "(self, /)", swapcase, SWAPCASE).reach(Reach::Texts),
];

const TITLE: &str = "Return a version of the string where each word is titlecased.\n\nMore specifically, words start with uppercased characters and all remaining\ncased characters have lower case.";
const CAPITALIZE: &str = "Return a capitalized version of the string.\n\nMore specifically, make the first character have upper case and the rest lower\ncase.";
const SWAPCASE: &str = "Convert uppercase characters to lowercase and lowercase characters to uppercase.";

fn mapped(vm: &Vm, a: &Args<'_>, f: fn(Wtf8<'_>, &mut Wtf8Buf)) -> PyResult {
    let s = body(vm, a.get(0));
    let mut out = Wtf8Buf::with_capacity(s.bytes().len());
    f(s.wtf8(), &mut out);
    Ok(build::of_buf(out))
}

fn upper(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, unicode::upper)
}

fn lower(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, unicode::lower)
}

fn casefold(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, if body(vm, a.get(0)).is_ascii() { unicode::lower } else { unicode::casefold })
}

fn title(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, unicode::title)
}

fn capitalize(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, unicode::capitalize)
}

fn swapcase(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    mapped(vm, a, unicode::swapcase)
}
