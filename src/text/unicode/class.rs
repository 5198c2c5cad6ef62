//! Character classes and digit values.

use super::tables::{DECIMAL_ZEROS, NUMERIC_LETTERS, OTHER_DIGITS};
use crate::wtf8::{CodePoint, Wtf8};
use unicode_general_category::{GeneralCategory, get_general_category};

/// The category of a code point; surrogates have their own.
fn category(point: CodePoint) -> GeneralCategory {
    char::from_u32(point).map_or(GeneralCategory::Surrogate, get_general_category)
}

/// True for characters that Unicode 16.0 knows.
pub(super) fn is_assigned(char: char) -> bool {
    get_general_category(char) != GeneralCategory::Unassigned
}

/// `str.isalpha` for one character: a letter of any kind.
#[inline]
#[must_use]
pub fn is_alpha(point: CodePoint) -> bool {
    if point < 0x80 {
        return (point as u8).is_ascii_alphabetic();
    }
    use GeneralCategory::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    matches!(category(point), LowercaseLetter | ModifierLetter | OtherLetter | TitlecaseLetter | UppercaseLetter)
}

/// `str.isalnum` for one character.
#[inline]
#[must_use]
pub fn is_alnum(point: CodePoint) -> bool {
    is_alpha(point) || is_numeric(point)
}

/// The value of a decimal digit of any script, as `int()` reads it.
#[inline]
#[must_use]
pub fn decimal_value(point: CodePoint) -> Option<u8> {
    if point < 0x80 {
        return (point as u8).is_ascii_digit().then(|| point as u8 - b'0');
    }
    let after = DECIMAL_ZEROS.partition_point(|&zero| zero <= point);
    let value = point - DECIMAL_ZEROS[after - 1];
    (value < 10).then_some(value as u8)
}

/// The value of a digit: decimal ones, and superscripts, circled ones and the like.
#[must_use]
pub fn digit_value(point: CodePoint) -> Option<u8> {
    decimal_value(point).or_else(|| {
        let after = OTHER_DIGITS.partition_point(|run| run.0 <= point);
        let (first, last, value) = *OTHER_DIGITS.get(after.checked_sub(1)?)?;
        (point <= last).then(|| value + (point - first) as u8)
    })
}

/// `str.isdecimal` for one character.
#[inline]
#[must_use]
pub fn is_decimal(point: CodePoint) -> bool {
    decimal_value(point).is_some()
}

/// `str.isdigit` for one character.
#[inline]
#[must_use]
pub fn is_digit(point: CodePoint) -> bool {
    digit_value(point).is_some()
}

/// `str.isnumeric` for one character: digits, fractions, Roman and Han numerals.
#[must_use]
pub fn is_numeric(point: CodePoint) -> bool {
    if point < 0x80 {
        return (point as u8).is_ascii_digit();
    }
    use GeneralCategory::{DecimalNumber, LetterNumber, OtherLetter, OtherNumber};
    match category(point) {
        DecimalNumber | LetterNumber | OtherNumber => true,
        OtherLetter => {
            let after = NUMERIC_LETTERS.partition_point(|run| run.0 <= point);
            after > 0 && point <= NUMERIC_LETTERS[after - 1].1
        }
        _ => false,
    }
}

/// `str.isspace` for one character; also what `str.split` and `str.strip` take for space.
#[inline]
#[must_use]
pub const fn is_space(point: CodePoint) -> bool {
    matches!(
        point,
        0x09..=0x0D
            | 0x1C..=0x20
            | 0x85
            | 0xA0
            | 0x1680
            | 0x2000..=0x200A
            | 0x2028
            | 0x2029
            | 0x202F
            | 0x205F
            | 0x3000
    )
}

/// `str.isprintable` for one character: what `repr` shows as it is.
#[inline]
#[must_use]
pub fn is_printable(point: CodePoint) -> bool {
    if point < 0x80 {
        return matches!(point, 0x20..=0x7E);
    }
    use GeneralCategory::{
        Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, SpaceSeparator, Surrogate, Unassigned,
    };
    !matches!(
        category(point),
        Control | Format | LineSeparator | ParagraphSeparator | PrivateUse | SpaceSeparator | Surrogate | Unassigned
    )
}

/// True for a lower case character, letter or not (property Lowercase).
#[inline]
#[must_use]
pub fn is_lower(point: CodePoint) -> bool {
    if point < 0x80 {
        return (point as u8).is_ascii_lowercase();
    }
    // A letter that the standard library's newer tables call caseless is still lower case in 16.0.
    char::from_u32(point).is_some_and(|char| match get_general_category(char) {
        GeneralCategory::LowercaseLetter => true,
        GeneralCategory::Unassigned => false,
        _ => char.is_lowercase(),
    })
}

/// True for an upper case character, letter or not (property Uppercase).
#[inline]
#[must_use]
pub fn is_upper(point: CodePoint) -> bool {
    if point < 0x80 {
        return (point as u8).is_ascii_uppercase();
    }
    char::from_u32(point).is_some_and(|char| char.is_uppercase() && is_assigned(char))
}

/// True for a title case letter, such as `ǅ`.
#[must_use]
pub fn is_title(point: CodePoint) -> bool {
    point >= 0x80 && category(point) == GeneralCategory::TitlecaseLetter
}

/// True for a character that has a case.
#[inline]
#[must_use]
pub fn is_cased(point: CodePoint) -> bool {
    is_lower(point) || is_upper(point) || is_title(point)
}

/// True for a character that does not interrupt a word when the final sigma is looked for (property Case_Ignorable).
pub(super) fn is_case_ignorable(point: CodePoint) -> bool {
    use GeneralCategory::{EnclosingMark, Format, ModifierLetter, ModifierSymbol, NonspacingMark};
    // Punctuation inside words: the word break classes MidLetter, MidNumLet and Single_Quote.
    matches!(
        point,
        0x27 | 0x2E
            | 0x3A
            | 0xB7
            | 0x387
            | 0x55F
            | 0x5F4
            | 0x2018
            | 0x2019
            | 0x2024
            | 0x2027
            | 0xFE13
            | 0xFE52
            | 0xFE55
            | 0xFF07
            | 0xFF0E
            | 0xFF1A
    ) || matches!(category(point), EnclosingMark | Format | ModifierLetter | ModifierSymbol | NonspacingMark)
}

/// True when an identifier may start with this character.
#[inline]
#[must_use]
pub fn is_xid_start(point: CodePoint) -> bool {
    point == u32::from('_')
        || char::from_u32(point)
            .is_some_and(|char| unicode_ident::is_xid_start(char) && (char.is_ascii() || is_assigned(char)))
}

/// True when an identifier may go on with this character.
#[inline]
#[must_use]
pub fn is_xid_continue(point: CodePoint) -> bool {
    char::from_u32(point)
        .is_some_and(|char| unicode_ident::is_xid_continue(char) && (char.is_ascii() || is_assigned(char)))
}

/// `str.isidentifier`.
#[must_use]
pub fn is_identifier(text: Wtf8<'_>) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_xid_start) && chars.all(is_xid_continue)
}

/// `str.islower`: something is cased and nothing is upper or title case.
#[must_use]
pub fn text_is_lower(text: Wtf8<'_>) -> bool {
    let mut cased = false;
    for point in text.chars() {
        if is_upper(point) || is_title(point) {
            return false;
        }
        cased |= is_lower(point);
    }
    cased
}

/// `str.isupper`: something is cased and nothing is lower or title case.
#[must_use]
pub fn text_is_upper(text: Wtf8<'_>) -> bool {
    let mut cased = false;
    for point in text.chars() {
        if is_lower(point) || is_title(point) {
            return false;
        }
        cased |= is_upper(point);
    }
    cased
}

/// `str.istitle`: upper and title case only after uncased characters, lower case only after cased ones, and
/// something is cased.
#[must_use]
pub fn text_is_title(text: Wtf8<'_>) -> bool {
    let (mut cased, mut previous_is_cased) = (false, false);
    for point in text.chars() {
        if is_upper(point) || is_title(point) {
            if previous_is_cased {
                return false;
            }
            (cased, previous_is_cased) = (true, true);
        } else if is_lower(point) {
            if !previous_is_cased {
                return false;
            }
            cased = true;
        } else {
            previous_is_cased = false;
        }
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, class: fn(CodePoint) -> bool) -> bool {
        Wtf8::from(text).chars().all(class)
    }

    #[test]
    fn number_classes() {
        assert!(all("09٣９𝟎", is_decimal));
        assert!(all("²①⑴", is_digit) && !all("²", is_decimal));
        assert!(all("½Ⅷ一兆", is_numeric) && !all("½", is_digit) && !all("丁", is_numeric));
        assert_eq!(decimal_value(0x1D7FF), Some(9));
        assert_eq!(decimal_value(0x10D49), Some(9));
        assert_eq!(digit_value(0x1F10A), Some(9));
        assert_eq!(digit_value(0x1F10B), None);
    }

    #[test]
    fn decimal_zeros_agree_with_the_categories() {
        for point in 0..=0x10_FFFF {
            let expected = category(point) == GeneralCategory::DecimalNumber;
            assert_eq!(is_decimal(point), expected, "{point:#x}");
        }
    }

    #[test]
    fn other_classes() {
        assert!(all("aÄßǅあ", is_alpha) && !all("a1", is_alpha) && !all("ⅷ", is_alpha));
        assert!(all(" \t\n\x1c\u{85}\u{a0}\u{3000}", is_space) && !is_space(0x200B));
        assert!(all("aé€ あ", is_printable));
        for point in [0x7F, 0xA0, 0xAD, 0x200B, 0x2028, 0xD800, 0xE000, 0x378, 0x3000] {
            assert!(!is_printable(point), "{point:#x}");
        }
        assert!(is_lower(0xAA) && is_lower(0x24D0) && is_lower(0x295) && is_upper(0x2160) && !is_lower(0x1C5));
        assert!(is_title(0x1C5));
        for (text, expected) in
            [("_a1", true), ("é", true), ("1a", false), ("", false), ("a b", false), ("·", false), ("a·", true)]
        {
            assert_eq!(is_identifier(Wtf8::from(text)), expected, "{text}");
        }
    }

    #[test]
    fn case_of_whole_texts() {
        let texts = ["", "1", "a1", "A1", "Ab", "ǅ", "Hello World", "Hello world", "A Bc1D", "ab1C"];
        let with = |test: fn(Wtf8<'_>) -> bool| texts.map(|text| test(Wtf8::from(text)));
        assert_eq!(with(text_is_lower), [false, false, true, false, false, false, false, false, false, false]);
        assert_eq!(with(text_is_upper), [false, false, false, true, false, false, false, false, false, false]);
        assert_eq!(with(text_is_title), [false, false, false, true, true, true, true, false, true, false]);
    }
}
