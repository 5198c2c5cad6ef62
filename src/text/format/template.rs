//! The templates of `str.format`: literal text and fields in braces.
//!
//! The parser only cuts the text up; looking arguments up, converting and formatting is the caller's. For each
//! [`Piece`] the caller writes the literal, then resolves the field:
//!
//! 1. [`parse_field_name`] splits the name, [`Numbering::resolve`] turns its head into an argument;
//! 2. each [`FieldStep`] takes an attribute or an item of what was found so far;
//! 3. the conversion is applied, if there is one ([`Conversion::of`]);
//! 4. where `nested` is set, the spec is a template itself, expanded in the same way with the same [`Numbering`],
//!    at most [`MAX_DEPTH`] templates deep, else [`TemplateError::TooDeep`];
//! 5. the object is formatted with the spec.

use crate::unicode::decimal_value;
use crate::wtf8::{CodePoint, Wtf8};
use std::fmt;

/// Templates inside of templates: the outer one and the specs in it.
pub const MAX_DEPTH: usize = 2;

/// Why a template is no template. All of them are `ValueError`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// A `}` that closes nothing.
    SingleClose,
    /// A `{` at the end.
    SingleOpen,
    /// A field that is not closed.
    Unclosed,
    /// A `{` inside of a field name.
    OpenInName,
    /// Nothing after `!`.
    MissingConversion,
    /// Something other than `:` or `}` after the conversion.
    AfterConversion,
    /// A spec that is not closed.
    UnclosedSpec,
    /// A name that ends in `.`, or `[]`.
    EmptyAttribute,
    /// `[` without `]`.
    MissingBracket,
    /// Something other than `.` or `[` after `]`.
    AfterBracket,
    /// An index too large for CPython's `Py_ssize_t`.
    TooManyDigits,
    /// `{}` after `{0}`.
    ManualToAutomatic,
    /// `{0}` after `{}`.
    AutomaticToManual,
    /// A template in a template in a template.
    TooDeep,
    /// A conversion other than `s`, `r`, `a`.
    UnknownConversion(CodePoint),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TemplateError::SingleClose => "Single '}' encountered in format string",
            TemplateError::SingleOpen => "Single '{' encountered in format string",
            TemplateError::Unclosed => "expected '}' before end of string",
            TemplateError::OpenInName => "unexpected '{' in field name",
            TemplateError::MissingConversion => "end of string while looking for conversion specifier",
            TemplateError::AfterConversion => "expected ':' after conversion specifier",
            TemplateError::UnclosedSpec => "unmatched '{' in format spec",
            TemplateError::EmptyAttribute => "Empty attribute in format string",
            TemplateError::MissingBracket => "Missing ']' in format string",
            TemplateError::AfterBracket => "Only '.' or '[' may follow ']' in format field specifier",
            TemplateError::TooManyDigits => "Too many decimal digits in format string",
            TemplateError::ManualToAutomatic => {
                "cannot switch from manual field specification to automatic field numbering"
            }
            TemplateError::AutomaticToManual => {
                "cannot switch from automatic field numbering to manual field specification"
            }
            TemplateError::TooDeep => "Max string recursion exceeded",
            TemplateError::UnknownConversion(code) => {
                return match u8::try_from(*code) {
                    Ok(code @ 33..127) => {
                        write!(f, "Unknown conversion specifier {}", char::from(code))
                    }
                    _ => write!(f, "Unknown conversion specifier \\x{code:x}"),
                };
            }
        })
    }
}

impl std::error::Error for TemplateError {}

/// A stretch of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Text to write as it is; doubled braces are single already.
    pub literal: Wtf8<'a>,
    /// The field that follows, if any.
    pub field: Option<Field<'a>>,
}

/// A replacement field: `{name!conversion:spec}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What to format; see [`parse_field_name`].
    pub name: Wtf8<'a>,
    /// The character after `!`.
    pub conversion: Option<CodePoint>,
    /// What stands after `:`.
    pub spec: Wtf8<'a>,
    /// The spec has braces and must be expanded first.
    pub nested: bool,
}

/// What `!s`, `!r` and `!a` do to an object before it is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `str(object)`
    Str,
    /// `repr(object)`
    Repr,
    /// `ascii(object)`
    Ascii,
}

impl Conversion {
    /// The conversion of this name.
    pub fn of(code: CodePoint) -> Result<Self, TemplateError> {
        match char::from_u32(code) {
            Some('s') => Ok(Conversion::Str),
            Some('r') => Ok(Conversion::Repr),
            Some('a') => Ok(Conversion::Ascii),
            _ => Err(TemplateError::UnknownConversion(code)),
        }
    }
}

/// Cuts a template into pieces. The first error ends it.
#[derive(Clone, Debug)]
pub struct TemplateParser<'a> {
    rest: &'a [u8],
}

impl<'a> TemplateParser<'a> {
    /// Starts at the head of a template.
    #[must_use]
    pub fn new(template: Wtf8<'a>) -> Self {
        TemplateParser { rest: template.as_bytes() }
    }

    /// Takes a byte and what stands before it off the rest.
    fn take_until(&mut self, wanted: impl Fn(u8) -> bool) -> Option<(&'a [u8], u8)> {
        let at = self.rest.iter().position(|&byte| wanted(byte))?;
        let found = (&self.rest[..at], self.rest[at]);
        self.rest = &self.rest[at + 1..];
        Some(found)
    }

    fn piece(&mut self) -> Result<Piece<'a>, TemplateError> {
        let all = self.rest;
        let Some((before, brace)) = self.take_until(|byte| matches!(byte, b'{' | b'}')) else {
            self.rest = &[];
            return Ok(literal(all));
        };
        if self.rest.first() == Some(&brace) {
            self.rest = &self.rest[1..];
            return Ok(literal(&all[..=before.len()]));
        }
        if brace == b'}' {
            return Err(TemplateError::SingleClose);
        }
        if self.rest.is_empty() {
            return Err(TemplateError::SingleOpen);
        }
        Ok(Piece { field: Some(self.field()?), ..literal(before) })
    }

    fn field(&mut self) -> Result<Field<'a>, TemplateError> {
        let (name, end) = self.field_name()?;
        let mut field = Field { name: Wtf8::trusted(name), conversion: None, spec: Wtf8::default(), nested: false };
        if end == b'}' {
            return Ok(field);
        }
        if end == b'!' {
            let mut chars = Wtf8::trusted(self.rest).chars();
            field.conversion = Some(chars.next().ok_or(TemplateError::MissingConversion)?);
            self.rest = chars.rest();
            match self.rest.split_first() {
                Some((b'}', rest)) => {
                    self.rest = rest;
                    return Ok(field);
                }
                Some((b':', rest)) => self.rest = rest,
                Some(_) => return Err(TemplateError::AfterConversion),
                None => return Err(TemplateError::UnclosedSpec),
            }
        }
        (field.spec, field.nested) = self.spec()?;
        Ok(field)
    }

    /// Takes the name and the `}`, `:` or `!` that ends it. Brackets protect everything but themselves.
    fn field_name(&mut self) -> Result<(&'a [u8], u8), TemplateError> {
        let all = self.rest;
        loop {
            let (_, byte) = self
                .take_until(|byte| matches!(byte, b'{' | b'[' | b'}' | b':' | b'!'))
                .ok_or(TemplateError::Unclosed)?;
            match byte {
                b'{' => return Err(TemplateError::OpenInName),
                b'[' => {
                    let close = self.rest.iter().position(|&byte| byte == b']');
                    self.rest = &self.rest[close.unwrap_or(self.rest.len())..];
                }
                end => return Ok((&all[..all.len() - self.rest.len() - 1], end)),
            }
        }
    }

    /// Takes the spec and the `}` that ends it; the answer also tells whether it has braces.
    fn spec(&mut self) -> Result<(Wtf8<'a>, bool), TemplateError> {
        let all = self.rest;
        let (mut depth, mut nested) = (1, false);
        while let Some((_, brace)) = self.take_until(|byte| matches!(byte, b'{' | b'}')) {
            if brace == b'{' {
                nested = true;
                depth += 1;
            } else {
                depth -= 1;
                if depth == 0 {
                    let spec = &all[..all.len() - self.rest.len() - 1];
                    return Ok((Wtf8::trusted(spec), nested));
                }
            }
        }
        Err(TemplateError::UnclosedSpec)
    }
}

fn literal(bytes: &[u8]) -> Piece<'_> {
    Piece { literal: Wtf8::trusted(bytes), field: None }
}

impl<'a> Iterator for TemplateParser<'a> {
    type Item = Result<Piece<'a>, TemplateError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.rest = &[];
        }
        Some(piece)
    }
}

/// The head of a field name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldHead<'a> {
    /// Empty: the next positional argument.
    Automatic,
    /// A positional argument.
    Index(usize),
    /// A keyword argument.
    Name(Wtf8<'a>),
}

/// A field name: an argument and the way from it to what is formatted.
#[derive(Clone, Debug)]
pub struct FieldName<'a> {
    /// The argument.
    pub head: FieldHead<'a>,
    /// Attributes and items, in order.
    pub steps: FieldSteps<'a>,
}

/// One step from an object to a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStep<'a> {
    /// `.name`
    Attribute(Wtf8<'a>),
    /// `[3]`
    Index(usize),
    /// `[key]`
    Key(Wtf8<'a>),
}

/// The steps of a field name. The first error ends them.
#[derive(Clone, Debug)]
pub struct FieldSteps<'a> {
    rest: &'a [u8],
}

/// Splits a field name: `0.attr[key]`.
pub fn parse_field_name(name: Wtf8<'_>) -> Result<FieldName<'_>, TemplateError> {
    let bytes = name.as_bytes();
    let end = step_start(bytes);
    let head = Wtf8::trusted(&bytes[..end]);
    Ok(FieldName {
        head: if head.is_empty() {
            FieldHead::Automatic
        } else {
            match index_of(head)? {
                Some(index) => FieldHead::Index(index),
                None => FieldHead::Name(head),
            }
        },
        steps: FieldSteps { rest: &bytes[end..] },
    })
}

fn step_start(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| matches!(byte, b'.' | b'[')).unwrap_or(bytes.len())
}

/// The number that a name spells in decimal digits; `None` when it spells none.
fn index_of(name: Wtf8<'_>) -> Result<Option<usize>, TemplateError> {
    if name.is_empty() {
        return Ok(None);
    }
    let mut index = 0isize;
    for point in name.chars() {
        let Some(digit) = decimal_value(point) else {
            return Ok(None);
        };
        index = index
            .checked_mul(10)
            .and_then(|index| index.checked_add(isize::from(digit as i8)))
            .ok_or(TemplateError::TooManyDigits)?;
    }
    Ok(Some(index.unsigned_abs()))
}

impl<'a> FieldSteps<'a> {
    fn step(&mut self, first: u8) -> Result<FieldStep<'a>, TemplateError> {
        match first {
            b'.' => {
                let (name, rest) = self.rest.split_at(step_start(self.rest));
                self.rest = rest;
                if name.is_empty() {
                    return Err(TemplateError::EmptyAttribute);
                }
                Ok(FieldStep::Attribute(Wtf8::trusted(name)))
            }
            b'[' => {
                let end = self.rest.iter().position(|&byte| byte == b']');
                let end = end.ok_or(TemplateError::MissingBracket)?;
                let name = Wtf8::trusted(&self.rest[..end]);
                self.rest = &self.rest[end + 1..];
                let index = index_of(name)?;
                if name.is_empty() {
                    return Err(TemplateError::EmptyAttribute);
                }
                Ok(index.map_or(FieldStep::Key(name), FieldStep::Index))
            }
            _ => Err(TemplateError::AfterBracket),
        }
    }
}

impl<'a> Iterator for FieldSteps<'a> {
    type Item = Result<FieldStep<'a>, TemplateError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        let step = self.step(first);
        if step.is_err() {
            self.rest = &[];
        }
        Some(step)
    }
}

/// Numbers the fields of a template: all by themselves, or all by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// No numbered field so far.
    #[default]
    Unset,
    /// `{}`; the number of the next one.
    Automatic(usize),
    /// `{0}`
    Manual,
}

/// An argument of `str.format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument<'a> {
    /// A positional one. Where there is none: `IndexError`, "Replacement index 0 out of range for positional args
    /// tuple".
    Position(usize),
    /// A keyword one. Where there is none: `KeyError`.
    Keyword(Wtf8<'a>),
}

impl Numbering {
    /// Finds out which argument the head of a field name means.
    pub fn resolve<'a>(&mut self, head: FieldHead<'a>) -> Result<Argument<'a>, TemplateError> {
        match (head, *self) {
            (FieldHead::Name(name), _) => Ok(Argument::Keyword(name)),
            (FieldHead::Automatic, Numbering::Manual) => Err(TemplateError::ManualToAutomatic),
            (FieldHead::Index(_), Numbering::Automatic(_)) => Err(TemplateError::AutomaticToManual),
            (FieldHead::Automatic, Numbering::Unset) => {
                *self = Numbering::Automatic(1);
                Ok(Argument::Position(0))
            }
            (FieldHead::Automatic, Numbering::Automatic(next)) => {
                *self = Numbering::Automatic(next + 1);
                Ok(Argument::Position(next))
            }
            (FieldHead::Index(index), Numbering::Unset | Numbering::Manual) => {
                *self = Numbering::Manual;
                Ok(Argument::Position(index))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(template: &str) -> Result<Vec<Piece<'_>>, TemplateError> {
        TemplateParser::new(Wtf8::from(template)).collect()
    }

    fn shown(template: &str) -> String {
        let mut text = String::new();
        for piece in pieces(template).expect("valid") {
            text += &format!("{}|", piece.literal);
            if let Some(field) = piece.field {
                let conversion = field.conversion.and_then(char::from_u32).unwrap_or('-');
                let nested = if field.nested { "*" } else { "" };
                text += &format!("<{},{conversion},{}{nested}>", field.name, field.spec);
            }
        }
        text
    }

    #[test]
    fn cuts_templates() {
        assert_eq!(shown(""), "");
        assert_eq!(shown("abc"), "abc|");
        assert_eq!(shown("a{}b"), "a|<,-,>b|");
        assert_eq!(shown("{{x}}"), "{|x}|");
        assert_eq!(shown("é{0.a[b:c!}]!r:>{w}.{p}}é"), "é|<0.a[b:c!}],r,>{w}.{p}*>é|");
        assert_eq!(shown("{a!s}{:}"), "|<a,s,>|<,-,>");
        assert_eq!(shown("{a!€:x}"), "|<a,€,x>");
    }

    #[test]
    fn errors_in_cpythons_words() {
        for (template, message) in [
            ("}", "Single '}' encountered in format string"),
            ("a}b", "Single '}' encountered in format string"),
            ("{", "Single '{' encountered in format string"),
            ("{a", "expected '}' before end of string"),
            ("{a[", "expected '}' before end of string"),
            ("{a{b}}", "unexpected '{' in field name"),
            ("{!", "end of string while looking for conversion specifier"),
            ("{!r", "unmatched '{' in format spec"),
            ("{!rx}", "expected ':' after conversion specifier"),
            ("{:{}", "unmatched '{' in format spec"),
        ] {
            assert_eq!(pieces(template).expect_err(template).to_string(), message);
        }
        let unknown = Conversion::of(u32::from('x')).expect_err("unknown").to_string();
        assert_eq!(unknown, "Unknown conversion specifier x");
        let unknown = Conversion::of(0x20AC).expect_err("unknown").to_string();
        assert_eq!(unknown, "Unknown conversion specifier \\x20ac");
    }

    #[test]
    fn splits_names() {
        let name = parse_field_name(Wtf8::from("a.b[3][k y].c")).expect("valid");
        assert_eq!(name.head, FieldHead::Name("a".into()));
        let steps: Vec<_> = name.steps.map(|step| step.expect("valid")).collect();
        assert_eq!(
            steps,
            [
                FieldStep::Attribute("b".into()),
                FieldStep::Index(3),
                FieldStep::Key("k y".into()),
                FieldStep::Attribute("c".into())
            ]
        );
        let head = |name: &'static str| parse_field_name(Wtf8::from(name)).map(|name| name.head);
        assert_eq!(head("[a]"), Ok(FieldHead::Automatic));
        assert_eq!(head("٣"), Ok(FieldHead::Index(3)));
        assert_eq!(head("-1"), Ok(FieldHead::Name("-1".into())));
        assert_eq!(head("99999999999999999999"), Err(TemplateError::TooManyDigits));
        let last = |name: &'static str| {
            let name = parse_field_name(Wtf8::from(name)).expect("valid");
            name.steps.last().expect("steps").expect_err("wrong").to_string()
        };
        assert_eq!(last("a."), "Empty attribute in format string");
        assert_eq!(last("a[]"), "Empty attribute in format string");
        assert_eq!(last("a[b"), "Missing ']' in format string");
        assert_eq!(last("a[b]c"), "Only '.' or '[' may follow ']' in format field specifier");
    }

    #[test]
    fn numbers_fields() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.resolve(FieldHead::Automatic), Ok(Argument::Position(0)));
        assert_eq!(numbering.resolve(FieldHead::Name("k".into())), Ok(Argument::Keyword("k".into())));
        assert_eq!(numbering.resolve(FieldHead::Automatic), Ok(Argument::Position(1)));
        assert_eq!(numbering.resolve(FieldHead::Index(0)), Err(TemplateError::AutomaticToManual));
        let mut numbering = Numbering::default();
        assert_eq!(numbering.resolve(FieldHead::Index(5)), Ok(Argument::Position(5)));
        assert_eq!(numbering.resolve(FieldHead::Automatic), Err(TemplateError::ManualToAutomatic));
    }
}
