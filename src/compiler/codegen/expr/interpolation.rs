//! f-strings and t-strings (PEP 701, PEP 750).

use ruff_python_ast::{
    AnyStringFlags, ConversionFlag, ExprFString, ExprTString, FStringPart, InterpolatedElement,
    InterpolatedStringElement, InterpolatedStringElements,
};
use taipan_bytecode::operand::Conversion;
use taipan_bytecode::{Const, Op, Position, Text};

use super::super::Compiler;
use super::display::STACK_GUIDELINE;
use crate::error::Res;

/// An f-string flattened: neighbouring literal text is one piece.
enum Piece<'a> {
    Text(Vec<u8>, Position),
    Value(&'a InterpolatedElement),
}

fn conversion(flag: ConversionFlag) -> Option<Conversion> {
    match flag {
        ConversionFlag::None => None,
        ConversionFlag::Str => Some(Conversion::Str),
        ConversionFlag::Repr => Some(Conversion::Repr),
        ConversionFlag::Ascii => Some(Conversion::Ascii),
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn fstring(&mut self, e: &'a ExprFString, loc: Position) -> Res {
        let mut pieces = Vec::new();
        for part in &e.value {
            match part {
                FStringPart::Literal(literal) => {
                    let text = self.string_part(literal);
                    push_text(&mut pieces, text.as_bytes(), self.loc(literal));
                }
                FStringPart::FString(part) => {
                    let raw = AnyStringFlags::from(part.flags).is_raw_string();
                    self.collect(&part.elements, raw, &mut pieces);
                }
            }
        }
        self.join(pieces, loc)
    }

    fn collect(&mut self, elements: &'a InterpolatedStringElements, raw: bool, pieces: &mut Vec<Piece<'a>>) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    let text = self.element_text(literal, raw);
                    push_text(pieces, text.as_bytes(), self.loc(literal));
                }
                InterpolatedStringElement::Interpolation(value) => {
                    if let Some(debug) = &value.debug_text {
                        push_text(pieces, debug.as_str().as_bytes(), self.loc(value));
                    }
                    pieces.push(Piece::Value(value));
                }
            }
        }
    }

    /// `[] -> [str]`
    fn join(&mut self, pieces: Vec<Piece<'a>>, loc: Position) -> Res {
        let pieces: Vec<_> =
            pieces.into_iter().filter(|piece| !matches!(piece, Piece::Text(text, _) if text.is_empty())).collect();
        let count = pieces.len();
        if count == 0 {
            self.load_str("", loc);
            return Ok(());
        }
        let big = count > STACK_GUIDELINE;
        if big {
            self.load_str("", loc);
            self.load_method(&ruff_python_ast::name::Name::new_static("join"), loc);
            self.emit(Op::BUILD_LIST, 0, loc);
        }
        for piece in pieces {
            match piece {
                Piece::Text(bytes, pos) => {
                    let text = Text::from_bytes(bytes).expect("only texts were joined");
                    self.load_const(Const::Str(text), pos);
                }
                Piece::Value(value) => self.formatted(value)?,
            }
            if big {
                self.emit(Op::LIST_APPEND, 1, loc);
            }
        }
        if big {
            self.emit(Op::CALL, 1, loc);
        } else if count > 1 {
            self.emit(Op::BUILD_STRING, count as u32, loc);
        }
        Ok(())
    }

    /// `{value!conversion:spec}`
    fn formatted(&mut self, e: &'a InterpolatedElement) -> Res {
        let loc = self.loc(e);
        self.expr(&e.expression)?;
        let mut flag = conversion(e.conversion);
        // `{x=}` shows the repr, unless a format is given.
        if flag.is_none() && e.debug_text.is_some() && e.format_spec.is_none() {
            flag = Some(Conversion::Repr);
        }
        if let Some(flag) = flag {
            self.emit(Op::CONVERT_VALUE, flag.arg(), loc);
        }
        match &e.format_spec {
            Some(spec) => {
                self.format_spec(&spec.elements, loc)?;
                self.emit(Op::FORMAT_WITH_SPEC, 0, loc);
            }
            None => self.emit(Op::FORMAT_SIMPLE, 0, loc),
        }
        Ok(())
    }

    fn format_spec(&mut self, elements: &'a InterpolatedStringElements, loc: Position) -> Res {
        let mut pieces = Vec::new();
        self.collect(elements, false, &mut pieces);
        self.join(pieces, loc)
    }

    pub(super) fn tstring(&mut self, e: &'a ExprTString, loc: Position) -> Res {
        let mut pieces = Vec::new();
        for part in e.value.iter() {
            let raw = AnyStringFlags::from(part.flags).is_raw_string();
            self.collect(&part.elements, raw, &mut pieces);
        }
        // Strings and interpolations alternate; there is one string more.
        let mut strings = vec![Vec::new()];
        let mut values = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(bytes, _) => strings.last_mut().expect("never empty").extend(bytes),
                Piece::Value(value) => {
                    values.push(value);
                    strings.push(Vec::new());
                }
            }
        }
        let strings = strings.into_iter().map(|bytes| Const::Str(Text::from_bytes(bytes).expect("only texts")));
        self.load_const(Const::Tuple(strings.collect()), loc);
        let count = values.len() as u32;
        for value in values {
            self.interpolation(value)?;
        }
        self.emit(Op::BUILD_TUPLE, count, loc);
        self.emit(Op::BUILD_TEMPLATE, 0, loc);
        Ok(())
    }

    fn interpolation(&mut self, e: &'a InterpolatedElement) -> Res {
        let loc = self.loc(e);
        self.expr(&e.expression)?;
        let source = self.interpolation_source(e);
        self.load_str(&source, loc);
        let mut flag = conversion(e.conversion);
        if flag.is_none() && e.debug_text.is_some() && e.format_spec.is_none() {
            flag = Some(Conversion::Repr);
        }
        let mut arg = 2 | flag.map_or(0, |flag| flag.arg() << 2);
        if let Some(spec) = &e.format_spec {
            arg |= 1;
            self.format_spec(&spec.elements, loc)?;
        }
        self.emit(Op::BUILD_INTERPOLATION, arg, loc);
        Ok(())
    }

    /// The text of an interpolation's expression, as `Interpolation.expression` holds it.
    fn interpolation_source(&self, e: &InterpolatedElement) -> String {
        if let Some(debug) = &e.debug_text {
            let text = debug.as_str().trim_end();
            return text.strip_suffix('=').unwrap_or(text).trim().to_owned();
        }
        let text = self.source.slice(e.range).strip_prefix('{').unwrap_or_default();
        // Up to the end of the expression, parentheses around it included.
        let inner = ruff_text_size::Ranged::end(&*e.expression).to_usize() - e.range.start().to_usize() - 1;
        let rest = &text[inner..];
        let closing = rest.len() - rest.trim_start_matches([')', ' ', '\t', '\n']).len();
        text[..inner + closing].trim().to_owned()
    }
}

fn push_text(pieces: &mut Vec<Piece<'_>>, bytes: &[u8], pos: Position) {
    match pieces.last_mut() {
        Some(Piece::Text(text, known)) => {
            text.extend_from_slice(bytes);
            known.end_line = pos.end_line;
            known.end_col = pos.end_col;
        }
        _ => pieces.push(Piece::Text(bytes.to_vec(), pos)),
    }
}
