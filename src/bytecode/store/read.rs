//! Reading. Nothing that the bytes say is believed without a look: lengths are bounded by what is left, nesting by a limit.

use std::sync::Arc;

use dashu_int::IBig;

use super::{FORMAT, Tag, checksum};
use crate::code::{Code, CodeFlags, ExcEntry, LocalKind, LocalVar, Position};
use crate::constant::Const;
use crate::instr::Instr;
use crate::op::Op;
use crate::text::Text;
use crate::verify::verify;

/// The deepest nesting of constants and units.
const MAX_NESTING: u32 = 1000;

/// The bytes are no code of this format. Whoever holds them compiles the source again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stored code is damaged or of another format")
    }
}

impl std::error::Error for Damaged {}

/// Reads and verifies stored code. `filename`: a name to give it instead of the stored one.
///
/// # Errors
///
/// [`Damaged`] when format, checksum or content are wrong.
pub fn read(bytes: &[u8], filename: Option<Arc<str>>) -> Result<Arc<Code>, Damaged> {
    let rest = bytes.get(16..).ok_or(Damaged)?;
    if bytes[8..16] != checksum(rest).to_le_bytes() {
        return Err(Damaged);
    }
    let code = read_trusted(bytes, filename)?;
    verify(&code).map_err(|_| Damaged)?;
    Ok(code)
}

/// Reads code that this program was built with: neither checksum nor content are checked.
///
/// # Errors
///
/// [`Damaged`] when format or structure are wrong.
pub fn read_trusted(bytes: &[u8], filename: Option<Arc<str>>) -> Result<Arc<Code>, Damaged> {
    let rest = bytes.get(16..).ok_or(Damaged)?;
    if bytes[..8] != FORMAT.to_le_bytes() {
        return Err(Damaged);
    }
    let mut reader = Reader { rest, strings: Vec::new(), filename: "".into(), nesting: 0 };
    let count = reader.length()?;
    for _ in 0..count {
        let length = reader.length()?;
        let string = reader.take(length)?;
        reader.strings.push(string);
    }
    let stored = reader.name()?;
    reader.filename = filename.unwrap_or_else(|| stored.into());
    let code = reader.code()?;
    if reader.rest.is_empty() { Ok(Arc::new(code)) } else { Err(Damaged) }
}

struct Reader<'b> {
    rest: &'b [u8],
    strings: Vec<&'b [u8]>,
    filename: Arc<str>,
    nesting: u32,
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], Damaged> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Damaged> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> Result<u64, Damaged> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Damaged)
    }

    fn small(&mut self) -> Result<u32, Damaged> {
        self.number()?.try_into().map_err(|_| Damaged)
    }

    fn signed(&mut self) -> Result<i64, Damaged> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A count of things of at least a byte each.
    fn length(&mut self) -> Result<usize, Damaged> {
        let length = usize::try_from(self.number()?).map_err(|_| Damaged)?;
        if length <= self.rest.len() { Ok(length) } else { Err(Damaged) }
    }

    fn text(&mut self) -> Result<&'b [u8], Damaged> {
        let index = self.number()? as usize;
        self.strings.get(index).copied().ok_or(Damaged)
    }

    fn name(&mut self) -> Result<&'b str, Damaged> {
        std::str::from_utf8(self.text()?).map_err(|_| Damaged)
    }

    fn many<T>(&mut self, read: impl Fn(&mut Self) -> Result<T, Damaged>) -> Result<Vec<T>, Damaged> {
        let length = self.length()?;
        (0..length).map(|_| read(self)).collect()
    }

    fn code(&mut self) -> Result<Code, Damaged> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(Damaged);
        }
        let (name, qualname) = (self.name()?.into(), self.name()?.into());
        let (firstlineno, argcount, posonlyargcount) = (self.small()?, self.small()?, self.small()?);
        let (kwonlyargcount, flags, stacksize) = (self.small()?, CodeFlags(self.small()?), self.small()?);
        let variables = self.many(|this| Ok(LocalVar { name: this.name()?.into(), kind: LocalKind(this.byte()?) }))?;
        let names = self.many(|this| Ok(this.name()?.into()))?;
        let consts = self.many(Self::constant)?;
        let mut nsites = 0;
        let count = self.length()?;
        let code = (0..count).map(|_| self.instr(&mut nsites)).collect::<Result<Vec<_>, _>>()?;
        let exceptions = self.many(Self::exception)?;
        let mut before = Position::NONE;
        let positions = (0..count).map(|_| self.position(&mut before)).collect::<Result<Vec<_>, _>>()?;
        self.nesting -= 1;
        Ok(Code {
            name,
            qualname,
            filename: self.filename.clone(),
            firstlineno,
            argcount,
            posonlyargcount,
            kwonlyargcount,
            flags,
            stacksize,
            variables,
            names,
            consts,
            code,
            nsites,
            exceptions,
            positions,
        })
    }

    fn instr(&mut self, nsites: &mut u32) -> Result<Instr, Damaged> {
        let op = Op::from_u8(self.byte()?).filter(|op| !op.is_overlay()).ok_or(Damaged)?;
        let arg = self.small()?;
        if arg > Instr::MAX_ARG {
            return Err(Damaged);
        }
        let site = *nsites;
        *nsites += u32::from(op.has_site());
        Ok(Instr::with_aux(op, arg, if op.has_site() { site } else { 0 }))
    }

    fn exception(&mut self) -> Result<ExcEntry, Damaged> {
        let (start, end, target, last) = (self.small()?, self.small()?, self.small()?, self.small()?);
        Ok(ExcEntry { start, end, target, depth: last >> 1, lasti: last & 1 == 1 })
    }

    fn position(&mut self, before: &mut Position) -> Result<Position, Damaged> {
        let mut next = |from: i32| {
            let value = i64::from(from).checked_add(self.signed()?).ok_or(Damaged)?;
            i32::try_from(value).map_err(|_| Damaged)
        };
        let line = next(before.line)?;
        let end_line = next(line)?;
        let col = next(before.col)?;
        let end_col = next(col)?;
        *before = Position { line, end_line, col, end_col };
        Ok(*before)
    }

    fn float(&mut self) -> Result<f64, Damaged> {
        let bytes = self.take(8)?.try_into().map_err(|_| Damaged)?;
        Ok(f64::from_bits(u64::from_le_bytes(bytes)))
    }

    fn constant(&mut self) -> Result<Const, Damaged> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(Damaged);
        }
        let tag = *Tag::ALL.get(usize::from(self.byte()?)).ok_or(Damaged)?;
        let value = match tag {
            Tag::None => Const::None,
            Tag::True => Const::Bool(true),
            Tag::False => Const::Bool(false),
            Tag::Ellipsis => Const::Ellipsis,
            Tag::Int => Const::Int(self.signed()?),
            Tag::BigInt => {
                let length = self.length()?;
                Const::int(IBig::from_le_bytes(self.take(length)?))
            }
            Tag::Float => Const::Float(self.float()?),
            Tag::Complex => Const::Complex(self.float()?, self.float()?),
            Tag::Str => Const::Str(Text::from_bytes(self.text()?.to_vec()).ok_or(Damaged)?),
            Tag::Bytes => {
                let length = self.length()?;
                Const::Bytes(self.take(length)?.into())
            }
            Tag::Tuple => Const::Tuple(self.many(Self::constant)?.into()),
            Tag::FrozenSet => Const::FrozenSet(self.many(Self::constant)?.into()),
            Tag::Slice => Const::Slice(Box::new([self.constant()?, self.constant()?, self.constant()?])),
            Tag::Code => Const::Code(Arc::new(self.code()?)),
        };
        self.nesting -= 1;
        Ok(value)
    }
}
