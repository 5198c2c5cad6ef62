//! Type codes: one letter says what items are.

use crate::object::{IntRef, Owned, PyResult, Ref, Str, Vm};
use taipan_text::wtf8::{MAX_CODE_POINT, Wtf8Buf};

/// All type codes.
pub const CODES: &str = "bBuwhHiIlLqQfd";

/// What the items of an array are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code(u8);

impl Code {
    /// The code of this letter.
    pub fn parse(letter: &str) -> Option<Code> {
        match letter.as_bytes() {
            [c] if CODES.as_bytes().contains(c) => Some(Code(*c)),
            _ => None,
        }
    }

    /// The letter.
    pub fn letter(self) -> char {
        char::from(self.0)
    }

    /// Bytes of an item.
    #[inline]
    pub fn size(self) -> usize {
        match self.0 {
            b'b' | b'B' => 1,
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' | b'u' | b'w' => 4,
            _ => 8,
        }
    }

    /// Whether items are characters.
    pub fn is_text(self) -> bool {
        matches!(self.0, b'u' | b'w')
    }

    /// Whether items are floats.
    pub fn is_float(self) -> bool {
        matches!(self.0, b'f' | b'd')
    }

    /// Reads an item; `bytes` has its size.
    #[inline]
    pub fn read(self, bytes: &[u8]) -> Owned {
        let mut wide = [0u8; 8];
        wide[..bytes.len()].copy_from_slice(bytes);
        let bits = u64::from_ne_bytes(wide);
        match self.0 {
            b'b' => Owned::int(i64::from(bits as i8)),
            b'h' => Owned::int(i64::from(bits as i16)),
            b'i' => Owned::int(i64::from(bits as i32)),
            b'l' | b'q' => Owned::int(bits as i64),
            b'f' => Owned::float(f64::from(f32::from_bits(bits as u32))),
            b'd' => Owned::float(f64::from_bits(bits)),
            b'u' | b'w' => text_of(&[bits as u32]),
            b'L' | b'Q' if bits > i64::MAX as u64 => Owned::big(bits.into()),
            _ => Owned::int(bits as i64),
        }
    }

    /// Appends the bytes of an item.
    ///
    /// # Errors
    /// `TypeError` or `OverflowError` for values that the code does not hold.
    #[inline]
    pub fn write(self, vm: &mut Vm, value: Ref<'_>, out: &mut Vec<u8>) -> PyResult<()> {
        match self.0 {
            b'd' => out.extend_from_slice(&vm.to_float(value)?.to_ne_bytes()),
            b'f' => out.extend_from_slice(&(vm.to_float(value)? as f32).to_ne_bytes()),
            b'u' | b'w' => match value.get::<Str>(vm) {
                Some(s) if s.len() == 1 => out.extend(points(s).flat_map(u32::to_ne_bytes)),
                _ => return Err(vm.type_error("array item must be unicode character")),
            },
            _ => {
                let i = self.integer(vm, value)?;
                out.extend_from_slice(&i.to_ne_bytes()[..self.size()]);
            }
        }
        Ok(())
    }

    /// The low 64 bits of an int that fits the code.
    fn integer(self, vm: &mut Vm, value: Ref<'_>) -> PyResult<u64> {
        let i = vm.index(value)?;
        let wide = match i.lend().as_int(vm) {
            Some(IntRef::Small(i)) => i128::from(i),
            Some(IntRef::Big(b)) => i128::try_from(b).unwrap_or(match b.sign() {
                dashu_int::Sign::Negative => i128::MIN,
                dashu_int::Sign::Positive => i128::MAX,
            }),
            None => 0,
        };
        match self.complaint(wide) {
            None => Ok(wide as u64),
            Some(message) => Err(vm.overflow_error(message)),
        }
    }

    /// What CPython says of an int that does not fit: it converts to a C type first, and looks at the range then.
    fn complaint(self, i: i128) -> Option<String> {
        let range = |bits: u32, signed: bool| match signed {
            true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
            false => (0, (1i128 << bits) - 1),
        };
        let outside = |bits, signed, what: &str| {
            let (low, high) = range(bits, signed);
            match i {
                i if i < low => Some(format!("{what} is less than minimum")),
                i if i > high => Some(format!("{what} is greater than maximum")),
                _ => None,
            }
        };
        let beyond = |bits, signed, message: &str| {
            let (low, high) = range(bits, signed);
            (i < low || i > high).then(|| message.to_owned())
        };
        let long = || beyond(64, true, "Python int too large to convert to C long");
        let unsigned = || match i < 0 {
            true => Some("can't convert negative value to unsigned int".to_owned()),
            false => beyond(64, false, "Python int too large to convert to C unsigned long"),
        };
        match self.0 {
            b'b' => {
                long().or_else(|| outside(16, true, "signed short integer")).or_else(|| outside(8, true, "signed char"))
            }
            b'B' => long().or_else(|| outside(8, false, "unsigned byte integer")),
            b'h' => long().or_else(|| outside(16, true, "signed short integer")),
            b'H' => {
                long().or_else(|| outside(32, true, "signed integer")).or_else(|| outside(16, false, "unsigned short"))
            }
            b'i' => long().or_else(|| outside(32, true, "signed integer")),
            b'I' => unsigned().or_else(|| outside(32, false, "unsigned int")),
            b'L' => unsigned(),
            b'q' => beyond(64, true, "int too big to convert"),
            b'Q' if i < 0 => Some("can't convert negative int to unsigned".to_owned()),
            b'Q' => beyond(64, false, "int too big to convert"),
            _ => long(),
        }
    }
}

/// The code points of a str.
pub(super) fn points(s: &Str) -> impl Iterator<Item = u32> + '_ {
    s.wtf8().chars()
}

/// A str of code points.
pub(super) fn text_of(points: &[u32]) -> Owned {
    let mut text = Wtf8Buf::with_capacity(points.len());
    for &p in points {
        text.push(p.min(MAX_CODE_POINT));
    }
    crate::types::str::build::of_buf(text)
}
