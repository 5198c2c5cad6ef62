//! Escape sequences that cannot be decoded.

/// What is wrong in a string literal with its prefix and quotes.
pub(super) fn fault(literal: &str) -> String {
    let letters = literal.find(['\'', '"']).unwrap_or(0);
    let is_bytes = literal[..letters].to_ascii_lowercase().contains('b');
    let quoted = &literal[letters..];
    let triple = quoted.starts_with("'''") || quoted.starts_with("\"\"\"");
    let body = quoted.get(if triple { 3 } else { 1 }..).unwrap_or_default();
    // Positions count what CPython's decoder sees: a non-ASCII character is an escape of ten bytes.
    let mut position = 0;
    let mut chars = body.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            position += if c.is_ascii() { 1 } else { 10 };
            continue;
        }
        let rest = &body[at + 1..];
        if let Some((end, what)) = escape_fault(rest, is_bytes) {
            if is_bytes {
                return format!("(value error) invalid \\x escape at position {position}");
            }
            let last = position + end;
            return format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {position}-{last}: {what}"
            );
        }
        chars.next();
        position += 2;
    }
    "(unicode error) 'unicodeescape' codec can't decode bytes".to_owned()
}

/// The offset of the last byte that was looked at, from the backslash, and what is wrong with it.
fn escape_fault(rest: &str, is_bytes: bool) -> Option<(usize, &'static str)> {
    let (digits, truncated) = match rest.chars().next()? {
        'x' => (2, "truncated \\xXX escape"),
        'u' if !is_bytes => (4, "truncated \\uXXXX escape"),
        'U' if !is_bytes => (8, "truncated \\UXXXXXXXX escape"),
        'N' if !is_bytes => return name_fault(&rest[1..]),
        _ => return None,
    };
    let found = rest[1..].chars().take(digits).take_while(char::is_ascii_hexdigit).count();
    if found < digits {
        return Some((1 + found, truncated));
    }
    let value = u32::from_str_radix(&rest[1..1 + digits], 16).ok()?;
    (value > 0x10FFFF).then_some((1 + digits, "illegal Unicode character"))
}

/// The parser refused it and knows every name: only its form can still be right.
fn name_fault(rest: &str) -> Option<(usize, &'static str)> {
    let malformed = "malformed \\N character escape";
    if !rest.starts_with('{') {
        return Some((1, malformed));
    }
    match rest.find('}') {
        None => Some((1 + rest.find(['\'', '"']).unwrap_or(rest.len()), malformed)),
        Some(1) => Some((3, malformed)),
        Some(end) => Some((2 + end, "unknown Unicode character name")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_located() {
        let prefix = "(unicode error) 'unicodeescape' codec can't decode bytes in position ";
        assert_eq!(fault(r#""\x1""#), format!("{prefix}0-2: truncated \\xXX escape"));
        assert_eq!(fault(r#"u"ab\u12""#), format!("{prefix}2-5: truncated \\uXXXX escape"));
        assert_eq!(fault(r#""\N{foo}""#), format!("{prefix}0-6: unknown Unicode character name"));
        assert_eq!(fault(r#""\U00110000""#), format!("{prefix}0-9: illegal Unicode character"));
        assert_eq!(fault(r#"b"a\xz""#), "(value error) invalid \\x escape at position 1");
    }
}
