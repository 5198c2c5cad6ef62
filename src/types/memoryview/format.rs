//! Native item formats: one letter of the `struct` module, with an optional `@`.

use crate::object::{Exc, IntRef, Owned, PyResult, Raised, Ref, Vm};

/// How an item is read and written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format(u8);

impl Format {
    /// Unsigned bytes.
    pub const BYTE: Format = Format(b'B');

    /// The format of this text.
    pub fn parse(text: &str) -> Option<Format> {
        match text.strip_prefix('@').unwrap_or(text).as_bytes() {
            [
                c @ (b'b' | b'B' | b'c' | b'h' | b'H' | b'i' | b'I' | b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'f'
                | b'd' | b'?'),
            ] => Some(Format(*c)),
            _ => None,
        }
    }

    /// The letter.
    pub fn letter(self) -> char {
        char::from(self.0)
    }

    /// Bytes of an item.
    pub fn size(self) -> usize {
        match self.0 {
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' => 8,
            _ => 1,
        }
    }

    /// Whether items are single bytes.
    pub fn is_byte(self) -> bool {
        matches!(self.0, b'b' | b'B' | b'c')
    }

    /// Reads an item; `bytes` has its size.
    pub fn read(self, bytes: &[u8]) -> Owned {
        let mut wide = [0u8; 8];
        wide[..bytes.len()].copy_from_slice(bytes);
        let bits = u64::from_le_bytes(wide);
        match self.0 {
            b'b' => Owned::int(i64::from(bits as i8)),
            b'h' => Owned::int(i64::from(bits as i16)),
            b'i' => Owned::int(i64::from(bits as i32)),
            b'l' | b'q' | b'n' => Owned::int(bits as i64),
            b'f' => Owned::float(f64::from(f32::from_bits(bits as u32))),
            b'd' => Owned::float(f64::from_bits(bits)),
            b'c' => crate::types::bytes::from_slice(bytes),
            b'?' => Owned::bool(bits != 0),
            _ => Owned::big(bits.into()),
        }
    }

    /// The bytes of an item.
    ///
    /// # Errors
    /// `TypeError` or `ValueError` for values that do not fit.
    pub fn write(self, vm: &mut Vm, value: Ref<'_>) -> PyResult<Vec<u8>> {
        let size = self.size();
        match self.0 {
            b'f' | b'd' => {
                let x = vm.to_float(value);
                let x = match vm.catch(x, Exc::TypeError)? {
                    Ok(x) => x,
                    Err(_) => return Err(self.wrong_type(vm)),
                };
                Ok(if size == 4 { (x as f32).to_le_bytes().to_vec() } else { x.to_le_bytes().to_vec() })
            }
            b'?' => Ok(vec![u8::from(vm.truth(value)?)]),
            b'c' => match value.get::<crate::types::bytes::Bytes>(vm) {
                Some(b) if b.data().len() == 1 => Ok(b.data().to_vec()),
                Some(_) => Err(self.wrong_value(vm)),
                None => Err(self.wrong_type(vm)),
            },
            _ => self.write_int(vm, value),
        }
    }

    fn write_int(self, vm: &mut Vm, value: Ref<'_>) -> PyResult<Vec<u8>> {
        let i = vm.index(value);
        let i = match vm.catch(i, Exc::TypeError)? {
            Ok(i) => i,
            Err(_) => return Err(self.wrong_type(vm)),
        };
        let bits = 8 * self.size() as u32;
        let wide = match i.lend().as_int(vm) {
            Some(IntRef::Small(i)) => Some(i128::from(i)),
            Some(IntRef::Big(b)) => i128::try_from(b).ok(),
            None => None,
        };
        let (low, high) = if self.0.is_ascii_lowercase() {
            (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
        } else {
            (0, (1i128 << bits) - 1)
        };
        match wide.filter(|w| (low..=high).contains(w)) {
            Some(w) => Ok(w.to_le_bytes()[..self.size()].to_vec()),
            None => Err(self.wrong_value(vm)),
        }
    }

    fn wrong_type(self, vm: &mut Vm) -> Raised {
        vm.type_error(format!("memoryview: invalid type for format '{}'", self.letter()))
    }

    fn wrong_value(self, vm: &mut Vm) -> Raised {
        vm.value_error(format!("memoryview: invalid value for format '{}'", self.letter()))
    }
}
