//! Parsing a format spec.
//!
//! ```text
//! [[fill]align][sign]["z"]["#"]["0"][width][grouping]["." [precision] [grouping]][type]
//! ```
//!
//! PEP 3101, PEP 378, PEP 515, PEP 682; grouping in the fraction is new in Python 3.14.

use super::FormatError;
use crate::unicode::decimal_value;
use crate::wtf8::{Chars, CodePoint, Wtf8};

/// Where the value stands in its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`; the odd fill character goes right.
    Center,
    /// `=`: the fill goes between the sign and the digits.
    AfterSign,
}

/// What stands before a number that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignMode {
    /// Not given, which means [`SignMode::Minus`].
    Default,
    /// `-`: nothing.
    Minus,
    /// `+`: a plus.
    Plus,
    /// A space.
    Space,
}

/// A separator between groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// `,` every three digits.
    Comma,
    /// `_` every three digits, or every four with `b o x X`.
    Underscore,
}

impl Grouping {
    /// The separator.
    #[must_use]
    pub const fn separator(self) -> u8 {
        match self {
            Grouping::Comma => b',',
            Grouping::Underscore => b'_',
        }
    }
}

/// The kind of value that a spec is for: it decides the defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A text: code `s`, to the left.
    Str,
    /// An int: code `d`, to the right.
    Int,
    /// A float or complex: no code, to the right.
    Float,
}

/// A parsed format spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// What fills the width.
    pub fill: CodePoint,
    /// Where the value stands.
    pub align: Align,
    /// What non-negative numbers start with.
    pub sign: SignMode,
    /// `z`: no negative zero.
    pub no_negative_zero: bool,
    /// `#`: the alternate form.
    pub alternate: bool,
    /// The least width in characters.
    pub width: Option<usize>,
    /// The separator in the whole part.
    pub grouping: Option<Grouping>,
    /// The number after the point.
    pub precision: Option<usize>,
    /// The separator in the fraction.
    pub fraction_grouping: Option<Grouping>,
    /// The code; 0 where a float has none.
    pub code: CodePoint,
}

fn align_of(point: CodePoint) -> Option<Align> {
    match char::from_u32(point)? {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

/// A reader with one character of lookahead.
struct Reader<'a> {
    chars: Chars<'a>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<CodePoint> {
        self.chars.clone().next()
    }

    /// Takes the next character if it is this one.
    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(u32::from(wanted));
        if found {
            self.chars.next();
        }
        found
    }

    /// Takes decimal digits of any script; `None` where there are none.
    fn number(&mut self) -> Result<Option<usize>, FormatError> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(decimal_value) {
            self.chars.next();
            let longer = value.unwrap_or(0isize).checked_mul(10);
            let longer = longer.and_then(|value| value.checked_add(isize::from(digit as i8)));
            value = Some(longer.ok_or(FormatError::TooManyDigits)?);
        }
        Ok(value.map(isize::unsigned_abs))
    }

    /// Takes a separator, of which there may be only one.
    fn grouping(&mut self) -> Result<Option<Grouping>, FormatError> {
        let comma = self.take(',');
        let underscore = self.take('_');
        if underscore && (comma || self.peek() == Some(u32::from(','))) {
            return Err(FormatError::BothSeparators);
        }
        Ok(match (comma, underscore) {
            (true, _) => Some(Grouping::Comma),
            (_, true) => Some(Grouping::Underscore),
            _ => None,
        })
    }
}

impl FormatSpec {
    /// The spec that an empty text stands for.
    #[must_use]
    pub const fn default_for(subject: Subject) -> Self {
        FormatSpec {
            fill: ' ' as CodePoint,
            align: match subject {
                Subject::Str => Align::Left,
                Subject::Int | Subject::Float => Align::Right,
            },
            sign: SignMode::Default,
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            code: match subject {
                Subject::Str => 's' as CodePoint,
                Subject::Int => 'd' as CodePoint,
                Subject::Float => 0,
            },
        }
    }

    /// Parses a spec; `type_name` goes into messages.
    pub fn parse(text: Wtf8<'_>, subject: Subject, type_name: &str) -> Result<Self, FormatError> {
        let mut spec = FormatSpec::default_for(subject);
        let mut reader = Reader { chars: text.chars() };
        let fill_given = spec.parse_fill_and_align(&mut reader);
        spec.parse_flags(&mut reader, fill_given, subject);
        spec.width = reader.number()?;
        spec.grouping = reader.grouping()?;
        if reader.take('.') {
            spec.precision = reader.number()?;
            spec.fraction_grouping = reader.grouping()?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(FormatError::MissingPrecision);
            }
        }
        if let Some(code) = reader.chars.next() {
            spec.code = code;
        }
        if !reader.chars.rest().is_empty() {
            return Err(FormatError::InvalidSpecifier { spec: text.to_buf(), type_name: type_name.into() });
        }
        spec.check_separators()?;
        Ok(spec)
    }

    /// Takes `[[fill]align]`; the answer tells whether there was a fill, and sets the alignment when there was one.
    fn parse_fill_and_align(&mut self, reader: &mut Reader<'_>) -> FillGiven {
        let mut ahead = reader.chars.clone();
        let (first, second) = (ahead.next(), ahead.next());
        if let (Some(fill), Some(align)) = (first, second.and_then(align_of)) {
            (self.fill, self.align) = (fill, align);
            reader.chars = ahead;
            FillGiven { fill: true, align: true }
        } else if let Some(align) = first.and_then(align_of) {
            self.align = align;
            reader.chars.next();
            FillGiven { fill: false, align: true }
        } else {
            FillGiven { fill: false, align: false }
        }
    }

    /// Takes `[sign]["z"]["#"]["0"]`.
    fn parse_flags(&mut self, reader: &mut Reader<'_>, given: FillGiven, subject: Subject) {
        self.sign = if reader.take('+') {
            SignMode::Plus
        } else if reader.take('-') {
            SignMode::Minus
        } else if reader.take(' ') {
            SignMode::Space
        } else {
            SignMode::Default
        };
        self.no_negative_zero = reader.take('z');
        self.alternate = reader.take('#');
        if !given.fill && reader.take('0') {
            self.fill = u32::from('0');
            if !given.align && subject != Subject::Str {
                self.align = Align::AfterSign;
            }
        }
    }

    fn check_separators(&self) -> Result<(), FormatError> {
        let code = char::from_u32(self.code).unwrap_or('\u{FFFD}');
        let refused = |grouping: Grouping| {
            Err(FormatError::SeparatorWithCode { separator: grouping.separator(), code: self.code })
        };
        if let Some(grouping) = self.grouping {
            match code {
                'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0' => {}
                'b' | 'o' | 'x' | 'X' if grouping == Grouping::Underscore => {}
                _ => return refused(grouping),
            }
        }
        match self.fraction_grouping {
            Some(grouping) if code == 'n' => refused(grouping),
            _ => Ok(()),
        }
    }

    /// The code as a character, for matching.
    pub(super) fn code_char(&self) -> char {
        char::from_u32(self.code).unwrap_or('\u{FFFD}')
    }

    /// The error for a code that the type does not have.
    pub(super) fn unknown_code(&self, type_name: &str) -> FormatError {
        FormatError::UnknownCode { code: self.code, type_name: type_name.into() }
    }
}

/// Which of the first two parts of a spec were there.
#[derive(Clone, Copy)]
struct FillGiven {
    fill: bool,
    align: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, subject: Subject) -> Result<FormatSpec, FormatError> {
        FormatSpec::parse(Wtf8::from(text), subject, "T")
    }

    #[test]
    fn every_part() {
        let spec = parse("é^+z#012,.3_f", Subject::Float).expect("valid");
        let expected = FormatSpec {
            fill: 0xE9,
            align: Align::Center,
            sign: SignMode::Plus,
            no_negative_zero: true,
            alternate: true,
            width: Some(12),
            grouping: Some(Grouping::Comma),
            precision: Some(3),
            fraction_grouping: Some(Grouping::Underscore),
            code: u32::from('f'),
        };
        assert_eq!(spec, expected);
    }

    #[test]
    fn zero_before_the_width() {
        let int = parse("05", Subject::Int).expect("valid");
        assert_eq!((int.fill, int.align, int.width), (0x30, Align::AfterSign, Some(5)));
        let text = parse("05", Subject::Str).expect("valid");
        assert_eq!((text.fill, text.align, text.width), (0x30, Align::Left, Some(5)));
        let left = parse("<05", Subject::Int).expect("valid");
        assert_eq!((left.fill, left.align), (0x30, Align::Left));
        let filled = parse("x<05", Subject::Int).expect("valid");
        assert_eq!((filled.fill, filled.width), (0x78, Some(5)));
    }

    #[test]
    fn errors_in_cpythons_words() {
        for (text, subject, message) in [
            ("10.2fx", Subject::Float, "Invalid format specifier '10.2fx' for object of type 'T'"),
            ("10.f", Subject::Float, "Format specifier missing precision"),
            (",_", Subject::Int, "Cannot specify both ',' and '_'."),
            ("_,", Subject::Int, "Cannot specify both ',' and '_'."),
            (".3,_f", Subject::Float, "Cannot specify both ',' and '_'."),
            (",,", Subject::Int, "Cannot specify ',' with ','."),
            (",x", Subject::Int, "Cannot specify ',' with 'x'."),
            (",", Subject::Str, "Cannot specify ',' with 's'."),
            ("_c", Subject::Int, "Cannot specify '_' with 'c'."),
            (",é", Subject::Int, "Cannot specify ',' with '\\xe9'."),
            (".3_n", Subject::Float, "Cannot specify '_' with 'n'."),
            ("99999999999999999999", Subject::Int, "Too many decimal digits in format string"),
        ] {
            let error = parse(text, subject).expect_err(text);
            assert_eq!(error.to_string(), message);
        }
    }
}
