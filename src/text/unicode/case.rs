//! Case mapping with Unicode's special casing: one character may become three.

use super::class::{is_assigned, is_case_ignorable, is_cased, is_lower, is_upper};
use super::tables::{FOLD, TITLE};
use crate::wtf8::{CodePoint, Wtf8, Wtf8Buf};

const CAPITAL_SIGMA: CodePoint = 0x3A3;
const SMALL_SIGMA: CodePoint = 0x3C3;
const FINAL_SIGMA: CodePoint = 0x3C2;

/// Appends what the standard library maps to, unless Unicode 16.0 does not know it yet.
fn push_mapped(point: CodePoint, mapped: impl Iterator<Item = char> + Clone, out: &mut Wtf8Buf) {
    let known = |char: char| char.is_ascii() || is_assigned(char);
    if char::from_u32(point).is_none_or(known) && mapped.clone().all(known) {
        mapped.for_each(|char| out.push(u32::from(char)));
    } else {
        out.push(point);
    }
}

/// Appends the upper case of a character.
pub fn push_upper(point: CodePoint, out: &mut Wtf8Buf) {
    if point < 0x80 {
        out.push_ascii((point as u8).to_ascii_uppercase());
        return;
    }
    match char::from_u32(point) {
        Some(char) => push_mapped(point, char.to_uppercase(), out),
        None => out.push(point),
    }
}

/// Appends the lower case of a character, whatever stands around it.
pub fn push_lower(point: CodePoint, out: &mut Wtf8Buf) {
    if point < 0x80 {
        out.push_ascii((point as u8).to_ascii_lowercase());
        return;
    }
    match char::from_u32(point) {
        Some(char) => push_mapped(point, char.to_lowercase(), out),
        None => out.push(point),
    }
}

/// Looks a character up in a table of special mappings.
fn special(table: &[(CodePoint, [CodePoint; 3])], point: CodePoint) -> Option<[CodePoint; 3]> {
    let index = table.binary_search_by_key(&point, |entry| entry.0).ok()?;
    Some(table[index].1)
}

fn push_special(mapping: [CodePoint; 3], out: &mut Wtf8Buf) {
    mapping.into_iter().filter(|&point| point != 0).for_each(|point| out.push(point));
}

/// Appends the title case of a character.
pub fn push_title(point: CodePoint, out: &mut Wtf8Buf) {
    match point {
        0..0x80 => out.push_ascii((point as u8).to_ascii_uppercase()),
        // Georgian has no title case of its own and keeps what it has.
        0x10D0..=0x10FF => out.push(point),
        // Greek with iota subscript: the capital is eight further on.
        0x1F80..=0x1FAF => out.push(point | 8),
        _ => match special(TITLE, point) {
            Some(mapping) => push_special(mapping, out),
            None => push_upper(point, out),
        },
    }
}

/// Appends the full case folding of a character, for comparison without case.
pub fn push_casefold(point: CodePoint, out: &mut Wtf8Buf) {
    match point {
        0..0x80 => out.push_ascii((point as u8).to_ascii_lowercase()),
        // Cherokee folds to its capitals, which are the older letters.
        0x13A0..=0x13F5 => out.push(point),
        0x13F8..=0x13FD => out.push(point - 8),
        0xAB70..=0xABBF => out.push(point - 0x97D0),
        _ => match special(FOLD, point) {
            Some(mapping) => push_special(mapping, out),
            None => push_lower(point, out),
        },
    }
}

/// Appends the lower case of the character at a byte offset, with sigma looking at its neighbours.
fn push_lower_in(text: Wtf8<'_>, offset: usize, point: CodePoint, out: &mut Wtf8Buf) {
    if point == CAPITAL_SIGMA {
        out.push(lower_sigma(text, offset));
    } else {
        push_lower(point, out);
    }
}

/// A capital sigma that ends a word becomes `ς`, any other `σ`.
fn lower_sigma(text: Wtf8<'_>, offset: usize) -> CodePoint {
    let bytes = text.as_bytes();
    let (before, after) = (&bytes[..offset], &bytes[offset + 2..]);
    let cased = |point: Option<CodePoint>| point.is_some_and(is_cased);
    let before = Wtf8::trusted(before).chars().rev().find(|&point| !is_case_ignorable(point));
    let after = Wtf8::trusted(after).chars().find(|&point| !is_case_ignorable(point));
    if cased(before) && !cased(after) { FINAL_SIGMA } else { SMALL_SIGMA }
}

/// `str.upper`.
pub fn upper(text: Wtf8<'_>, out: &mut Wtf8Buf) {
    if text.is_ascii() {
        out.extend_ascii(text.as_bytes(), |byte| byte.to_ascii_uppercase());
        return;
    }
    text.chars().for_each(|point| push_upper(point, out));
}

/// `str.lower`.
pub fn lower(text: Wtf8<'_>, out: &mut Wtf8Buf) {
    if text.is_ascii() {
        out.extend_ascii(text.as_bytes(), |byte| byte.to_ascii_lowercase());
        return;
    }
    for (offset, point) in text.char_indices() {
        push_lower_in(text, offset, point, out);
    }
}

/// `str.casefold`.
pub fn casefold(text: Wtf8<'_>, out: &mut Wtf8Buf) {
    text.chars().for_each(|point| push_casefold(point, out));
}

/// `str.title`: title case at the start of each run of cased characters, lower case within.
pub fn title(text: Wtf8<'_>, out: &mut Wtf8Buf) {
    let mut previous_is_cased = false;
    for (offset, point) in text.char_indices() {
        if previous_is_cased {
            push_lower_in(text, offset, point, out);
        } else {
            push_title(point, out);
        }
        previous_is_cased = is_cased(point);
    }
}

/// `str.capitalize`: the first character in title case, the rest in lower case.
pub fn capitalize(text: Wtf8<'_>, out: &mut Wtf8Buf) {
    for (offset, point) in text.char_indices() {
        if offset == 0 {
            push_title(point, out);
        } else {
            push_lower_in(text, offset, point, out);
        }
    }
}

/// `str.swapcase`.
pub fn swapcase(text: Wtf8<'_>, out: &mut Wtf8Buf) {
    for (offset, point) in text.char_indices() {
        if is_upper(point) {
            push_lower_in(text, offset, point, out);
        } else if is_lower(point) {
            push_upper(point, out);
        } else {
            out.push(point);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(text: &str, mapping: fn(Wtf8<'_>, &mut Wtf8Buf)) -> Wtf8Buf {
        let mut out = Wtf8Buf::new();
        mapping(Wtf8::from(text), &mut out);
        out
    }

    #[test]
    fn values_of_cpython() {
        assert_eq!(map("straße ŉ ﬁ ΐ", upper), "STRASSE ʼN FI \u{399}\u{308}\u{301}");
        assert_eq!(map("İIÄ", lower), "i̇iä");
        assert_eq!(map("ΑΣ ΑΣΑ Σ ΑΣ. Α.Σ 1Σ", lower), "ας ασα σ ας. α.ς 1σ");
        assert_eq!(map("ß ẞ ς Ꭰ ꭰ ᏸ ﬀ ᾳ", casefold), "ss ss σ Ꭰ Ꭰ Ᏸ ff αι");
        assert_eq!(map("they're bill's ǆ ﬁx ßa ΑΣ 3d aB", title), "They'Re Bill'S ǅ Fix Ssa Ας 3D Ab");
        assert_eq!(map("ǆABC ΣΑΣ", capitalize), "ǅabc σας");
        assert_eq!(map("ﬁx", capitalize), "Fix");
        assert_eq!(map("Hello ß ǅ ΑΣ", swapcase), "hELLO SS ǅ ας");
        assert_eq!(map("ა Ა ᾳ ᾀ", title), "ა Ა ᾼ ᾈ");
    }

    #[test]
    fn surrogates_stay() {
        let text: Wtf8Buf = [0xD800, 0x61, 0xDFFF].into_iter().collect();
        for mapping in [upper, lower, title, casefold, swapcase, capitalize] {
            let mut out = Wtf8Buf::new();
            mapping(text.as_wtf8(), &mut out);
            assert_eq!(out.as_wtf8().char_at(0), Some(0xD800));
            assert_eq!(out.as_wtf8().char_at(2), Some(0xDFFF));
        }
    }
}
