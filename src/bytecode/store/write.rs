//! Writing.

use std::collections::HashMap;

use super::{FORMAT, Tag, checksum};
use crate::code::{Code, Position};
use crate::constant::Const;

/// The bytes of a code unit and all units in it.
pub fn write(code: &Code) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.text(code.filename.as_bytes());
    writer.code(code);
    let mut rest = Vec::new();
    number(&mut rest, writer.strings.len() as u64);
    for string in &writer.strings {
        number(&mut rest, string.len() as u64);
        rest.extend_from_slice(string);
    }
    rest.extend_from_slice(&writer.out);
    let mut bytes = Vec::with_capacity(rest.len() + 16);
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&checksum(&rest).to_le_bytes());
    bytes.extend_from_slice(&rest);
    bytes
}

#[derive(Default)]
struct Writer<'c> {
    out: Vec<u8>,
    strings: Vec<&'c [u8]>,
    known: HashMap<&'c [u8], u64>,
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

impl<'c> Writer<'c> {
    fn number(&mut self, value: impl Into<u64>) {
        number(&mut self.out, value.into());
    }

    fn signed(&mut self, value: i64) {
        self.number((value << 1 ^ value >> 63) as u64);
    }

    fn length(&mut self, length: usize) {
        self.number(length as u64);
    }

    fn text(&mut self, text: &'c [u8]) {
        let next = self.strings.len() as u64;
        let index = *self.known.entry(text).or_insert(next);
        if index == next {
            self.strings.push(text);
        }
        self.number(index);
    }

    fn code(&mut self, code: &'c Code) {
        self.text(code.name.as_bytes());
        self.text(code.qualname.as_bytes());
        for value in
            [code.firstlineno, code.argcount, code.posonlyargcount, code.kwonlyargcount, code.flags.0, code.stacksize]
        {
            self.number(value);
        }
        self.length(code.variables.len());
        for variable in &code.variables {
            self.text(variable.name.as_bytes());
            self.out.push(variable.kind.0);
        }
        self.length(code.names.len());
        code.names.iter().for_each(|name| self.text(name.as_bytes()));
        self.length(code.consts.len());
        code.consts.iter().for_each(|value| self.constant(value));
        self.length(code.code.len());
        for instr in &code.code {
            self.out.push(instr.op_byte());
            self.number(instr.arg());
        }
        self.length(code.exceptions.len());
        for entry in &code.exceptions {
            for value in [entry.start, entry.end, entry.target, entry.depth << 1 | u32::from(entry.lasti)] {
                self.number(value);
            }
        }
        let mut before = Position::NONE;
        for position in &code.positions {
            self.signed(i64::from(position.line) - i64::from(before.line));
            self.signed(i64::from(position.end_line) - i64::from(position.line));
            self.signed(i64::from(position.col) - i64::from(before.col));
            self.signed(i64::from(position.end_col) - i64::from(position.col));
            before = *position;
        }
    }

    fn constant(&mut self, value: &'c Const) {
        let tag = match value {
            Const::None => Tag::None,
            Const::Bool(true) => Tag::True,
            Const::Bool(false) => Tag::False,
            Const::Ellipsis => Tag::Ellipsis,
            Const::Int(_) => Tag::Int,
            Const::BigInt(_) => Tag::BigInt,
            Const::Float(_) => Tag::Float,
            Const::Complex(..) => Tag::Complex,
            Const::Str(_) => Tag::Str,
            Const::Bytes(_) => Tag::Bytes,
            Const::Tuple(_) => Tag::Tuple,
            Const::FrozenSet(_) => Tag::FrozenSet,
            Const::Slice(_) => Tag::Slice,
            Const::Code(_) => Tag::Code,
        };
        self.out.push(tag as u8);
        match value {
            Const::None | Const::Bool(_) | Const::Ellipsis => {}
            Const::Int(i) => self.signed(*i),
            Const::BigInt(i) => {
                let bytes = i.to_le_bytes();
                self.length(bytes.len());
                self.out.extend_from_slice(&bytes);
            }
            Const::Float(x) => self.float(*x),
            Const::Complex(re, im) => {
                self.float(*re);
                self.float(*im);
            }
            Const::Str(s) => self.text(s.as_bytes()),
            Const::Bytes(bytes) => {
                self.length(bytes.len());
                self.out.extend_from_slice(bytes);
            }
            Const::Tuple(items) | Const::FrozenSet(items) => {
                self.length(items.len());
                items.iter().for_each(|item| self.constant(item));
            }
            Const::Slice(parts) => parts.iter().for_each(|part| self.constant(part)),
            Const::Code(code) => self.code(code),
        }
    }

    fn float(&mut self, value: f64) {
        self.out.extend_from_slice(&value.to_bits().to_le_bytes());
    }
}
