//! Number literals, and what CPython says about wrong ones.

/// A fault in a number.
pub(super) struct Fault {
    pub(super) msg: String,
    /// Where, from the number's start.
    pub(super) offset: usize,
    pub(super) width: usize,
}

/// The length of the number that a text starts with.
pub(super) fn length(text: &str) -> Result<usize, Fault> {
    let bytes = text.as_bytes();
    let (end, kind) = match bytes.get(..2) {
        Some(b"0x" | b"0X") => (radix(bytes, 16, "hexadecimal")?, "hexadecimal"),
        Some(b"0o" | b"0O") => (radix(bytes, 8, "octal")?, "octal"),
        Some(b"0b" | b"0B") => (radix(bytes, 2, "binary")?, "binary"),
        _ => decimal(bytes)?,
    };
    check_end(text, end, kind)?;
    Ok(end)
}

/// The tokenizer stops right after the last character that fits.
fn fault<T>(msg: impl Into<String>, consumed: usize) -> Result<T, Fault> {
    Err(Fault { msg: msg.into(), offset: consumed.saturating_sub(1), width: 0 })
}

fn radix(bytes: &[u8], radix: u32, kind: &str) -> Result<usize, Fault> {
    let mut at = 2;
    loop {
        if bytes.get(at) == Some(&b'_') {
            at += 1;
        }
        let digit = |at: usize| bytes.get(at).is_some_and(|byte| (*byte as char).is_digit(radix));
        if !digit(at) {
            return match bytes.get(at) {
                Some(byte) if byte.is_ascii_digit() => {
                    fault(format!("invalid digit '{}' in {kind} literal", *byte as char), at + 1)
                }
                _ => fault(format!("invalid {kind} literal"), at),
            };
        }
        while digit(at) {
            at += 1;
        }
        match bytes.get(at) {
            Some(b'_') => {}
            Some(byte) if byte.is_ascii_digit() => {
                return fault(format!("invalid digit '{}' in {kind} literal", *byte as char), at + 1);
            }
            _ => return Ok(at),
        }
    }
}

/// Digits with single underscores between them.
fn digits(bytes: &[u8], mut at: usize) -> Result<usize, Fault> {
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'_') {
            return Ok(at);
        }
        at += 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            return fault("invalid decimal literal", at);
        }
    }
}

fn decimal(bytes: &[u8]) -> Result<(usize, &'static str), Fault> {
    let whole = digits(bytes, 0)?;
    let mut at = whole;
    let mut is_int = true;
    if bytes.get(at) == Some(&b'.') {
        is_int = false;
        at += 1;
        if bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at = digits(bytes, at)?;
        }
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        if bytes.get(at + 1 + signed).is_some_and(u8::is_ascii_digit) {
            is_int = false;
            at = digits(bytes, at + 1 + signed)?;
        } else if signed == 1 {
            return fault("invalid decimal literal", at + 2);
        }
    }
    if matches!(bytes.get(at), Some(b'j' | b'J')) {
        return Ok((at + 1, "imaginary"));
    }
    let zeros = bytes[..whole].iter().take_while(|byte| matches!(byte, b'0' | b'_')).count();
    if is_int && bytes[0] == b'0' && zeros < whole {
        let msg = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        return Err(Fault { msg: msg.to_owned(), offset: 0, width: zeros });
    }
    Ok((at, "decimal"))
}

/// No name may follow at once, but some keywords may.
fn check_end(text: &str, end: usize, kind: &str) -> Result<(), Fault> {
    let rest = &text[end..];
    let keyword = ["and", "else", "for", "if", "in", "is", "not", "or"].iter().any(|word| rest.starts_with(word));
    match rest.chars().next() {
        Some(c) if !keyword && (c == '_' || c.is_alphanumeric()) => fault(format!("invalid {kind} literal"), end),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_numbers() {
        for (text, expected) in [
            ("1_000 ", 5),
            ("0xffi", 4),
            ("1.e5", 4),
            ("1.", 2),
            ("00", 2),
            ("09.5", 4),
            ("1jx ", 0),
            ("1if x", 1),
            ("0b1_0", 5),
        ] {
            match length(text) {
                Ok(length) => assert_eq!(length, expected, "{text}"),
                Err(fault) => assert!(expected == 0 || text == "0xffi", "{text}: {}", fault.msg),
            }
        }
    }

    #[test]
    fn bad_numbers() {
        let msg = |text: &str| length(text).err().map(|fault| (fault.msg, fault.offset));
        assert_eq!(msg("0b2"), Some(("invalid digit '2' in binary literal".to_owned(), 2)));
        assert_eq!(msg("1__0"), Some(("invalid decimal literal".to_owned(), 1)));
        assert_eq!(msg("0xg"), Some(("invalid hexadecimal literal".to_owned(), 1)));
        assert_eq!(msg("1e+"), Some(("invalid decimal literal".to_owned(), 2)));
        assert!(msg("08").is_some_and(|(msg, _)| msg.starts_with("leading zeros")));
    }
}
