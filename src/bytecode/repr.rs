//! Constants as Python's `repr` writes them.

use std::fmt::Write as _;

use crate::code::Code;
use crate::constant::Const;
use crate::text::Text;

/// `repr` of a constant. A code object shows no address: as data it has none.
pub(crate) fn repr(value: &Const) -> String {
    match value {
        Const::None => "None".into(),
        Const::Bool(true) => "True".into(),
        Const::Bool(false) => "False".into(),
        Const::Ellipsis => "Ellipsis".into(),
        Const::Int(i) => i.to_string(),
        Const::BigInt(i) => i.to_string(),
        Const::Float(x) => float_repr(*x),
        Const::Complex(re, im) => complex_repr(*re, *im),
        Const::Str(s) => str_repr(s),
        Const::Bytes(b) => bytes_repr(b),
        Const::Tuple(items) if items.len() == 1 => format!("({},)", repr(&items[0])),
        Const::Tuple(items) => format!("({})", list(items)),
        Const::FrozenSet(items) if items.is_empty() => "frozenset()".into(),
        Const::FrozenSet(items) => format!("frozenset({{{}}})", list(items)),
        Const::Slice(parts) => format!("slice({})", list(&parts[..])),
        Const::Code(code) => code_repr(code),
    }
}

/// `repr` of a code object, without its address.
pub(crate) fn code_repr(code: &Code) -> String {
    format!("<code object {}, file \"{}\", line {}>", code.name, code.filename, code.firstlineno)
}

fn list(items: &[Const]) -> String {
    items.iter().map(repr).collect::<Vec<_>>().join(", ")
}

/// `repr` of a float: the shortest digits that read back, plain between 1e-4 and 1e16.
fn float_repr(x: f64) -> String {
    if x.is_nan() {
        return "nan".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let scientific = format!("{x:e}");
    let (mantissa, exponent) = scientific.split_once('e').expect("`{:e}` writes an exponent");
    let exponent: i32 = exponent.parse().expect("`{:e}` writes a decimal exponent");
    if x != 0.0 && !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let plain = format!("{x}");
    if plain.contains('.') { plain } else { plain + ".0" }
}

fn complex_repr(re: f64, im: f64) -> String {
    let part = |x: f64| float_repr(x).trim_end_matches(".0").to_owned();
    if re == 0.0 && re.is_sign_positive() {
        return format!("{}j", part(im));
    }
    let sign = if im.is_sign_negative() && !im.is_nan() { "" } else { "+" };
    format!("({}{sign}{}j)", part(re), part(im))
}

/// `repr` of a string: single quotes unless only double ones avoid escapes.
pub(crate) fn str_repr(s: &Text) -> String {
    let bytes = s.as_bytes();
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for code_point in s.code_points() {
        match char::from_u32(code_point) {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some('\\') => out.push_str("\\\\"),
            Some(c) if c == quote => {
                out.push('\\');
                out.push(c);
            }
            Some(c) if is_printable(c) => out.push(c),
            _ if code_point < 0x100 => write_escape(&mut out, 'x', code_point, 2),
            _ if code_point < 0x10000 => write_escape(&mut out, 'u', code_point, 4),
            _ => write_escape(&mut out, 'U', code_point, 8),
        }
    }
    out.push(quote);
    out
}

fn write_escape(out: &mut String, letter: char, code_point: u32, width: usize) {
    write!(out, "\\{letter}{code_point:0width$x}").expect("writing to a String succeeds");
}

/// Printable as the standard library sees it; combining marks count as printable, as in Python.
fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    let mut after_a_letter = String::from("a");
    after_a_letter.push(c);
    after_a_letter.escape_debug().count() == 2
}

fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = String::from("b");
    out.push(quote.into());
    for &byte in bytes {
        match byte {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b'\\' => out.push_str("\\\\"),
            _ if byte == quote => {
                out.push('\\');
                out.push(byte.into());
            }
            b' '..=b'~' => out.push(byte.into()),
            _ => write_escape(&mut out, 'x', byte.into(), 2),
        }
    }
    out.push(quote.into());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let float = |x| repr(&Const::Float(x));
        assert_eq!(float(1.0), "1.0");
        assert_eq!(float(1e16), "1e+16");
        assert_eq!(float(1.5e300), "1.5e+300");
        assert_eq!(float(0.0001), "0.0001");
        assert_eq!(float(0.00001), "1e-05");
        assert_eq!(float(-0.0), "-0.0");
        assert_eq!(float(123456789012345680.0), "1.2345678901234568e+17");
        assert_eq!(repr(&Const::Complex(0.0, 2.0)), "2j");
        assert_eq!(repr(&Const::Complex(-0.0, 2.0)), "(-0+2j)");
        assert_eq!(repr(&Const::Complex(1.5, -2.0)), "(1.5-2j)");
    }

    #[test]
    fn strings() {
        let mut bytes = b"it's \x07".to_vec();
        Text::push_code_point(&mut bytes, 0xD800);
        let text = Text::from_bytes(bytes).expect("well-formed");
        assert_eq!(repr(&Const::Str(text)), r#""it's \x07\ud800""#);
        assert_eq!(repr(&Const::str("é\u{301}\u{a0}")), "'é\u{301}\\xa0'");
        assert_eq!(repr(&Const::Bytes((*b"a'\"\xff").into())), r#"b'a\'"\xff'"#);
    }

    #[test]
    fn collections() {
        let one = Const::Tuple([Const::Int(1)].into());
        assert_eq!(repr(&one), "(1,)");
        assert_eq!(repr(&Const::FrozenSet([one, Const::None].into())), "frozenset({(1,), None})");
    }
}
