//! Code units as bytes: for compiled files on disk and for code embedded in the binary.
//!
//! ```text
//! FORMAT (8 bytes) · checksum of the rest (8) · string table · root unit
//! ```
//!
//! `FORMAT` follows from the opcode table, so that bytes written for another table are refused. Numbers are variable-length
//! (seven bits a byte, lowest first), signed ones zigzagged; strings, names included, stand once in the table; positions
//! are differences to the unit before. Site numbers are not stored: they count up.

mod read;
mod write;

use crate::op::Op;

pub use read::{Damaged, read, read_trusted};
pub use write::write;

/// Bumped when the layout of the bytes changes.
const LAYOUT: u64 = 1;

/// Identifies layout and opcode table.
pub const FORMAT: u64 = {
    let mut hash = checksum_step(OFFSET, LAYOUT as u8);
    let mut number = 0;
    while number < Op::COUNT {
        let op = Op::ALL[number];
        hash = checksum_text(hash, op.name());
        hash = checksum_text(hash, op.effect_text());
        hash = checksum_step(hash, op.has_site() as u8);
        number += 1;
    }
    hash
};

/// Start of an FNV-1a hash.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

const fn checksum_step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x100_0000_01b3)
}

const fn checksum_text(mut hash: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        hash = checksum_step(hash, bytes[at]);
        at += 1;
    }
    checksum_step(hash, 0)
}

/// Hash of stored bytes, eight at a time.
fn checksum(bytes: &[u8]) -> u64 {
    let mut words = bytes.chunks_exact(8);
    let mut hash = OFFSET ^ bytes.len() as u64;
    for word in &mut words {
        let word = u64::from_le_bytes(word.try_into().expect("eight bytes"));
        hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    words.remainder().iter().fold(hash, |hash, byte| checksum_step(hash, *byte))
}

/// What a stored constant is.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Tag {
    None,
    True,
    False,
    Ellipsis,
    Int,
    BigInt,
    Float,
    Complex,
    Str,
    Bytes,
    Tuple,
    FrozenSet,
    Slice,
    Code,
}

impl Tag {
    const ALL: [Tag; 14] = [
        Tag::None,
        Tag::True,
        Tag::False,
        Tag::Ellipsis,
        Tag::Int,
        Tag::BigInt,
        Tag::Float,
        Tag::Complex,
        Tag::Str,
        Tag::Bytes,
        Tag::Tuple,
        Tag::FrozenSet,
        Tag::Slice,
        Tag::Code,
    ];
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use dashu_int::IBig;

    use super::*;
    use crate::code::{Code, CodeFlags, ExcEntry, LocalKind, LocalVar, Position};
    use crate::constant::Const;
    use crate::instr::Instr;
    use crate::text::Text;

    fn sample() -> Code {
        let mut bytes = b"a".to_vec();
        Text::push_code_point(&mut bytes, 0xD800);
        let inner = Code {
            name: "g".into(),
            qualname: "f.<locals>.g".into(),
            filename: "x.py".into(),
            firstlineno: 70_000,
            argcount: 1,
            posonlyargcount: 1,
            kwonlyargcount: 0,
            flags: CodeFlags(0x1234_5678),
            stacksize: 1,
            variables: vec![LocalVar { name: "a".into(), kind: LocalKind::LOCAL.and(LocalKind::CELL) }],
            names: vec!["n".into(), "a".into()],
            consts: vec![],
            code: vec![Instr::with_aux(Op::LOAD_GLOBAL, 2, 0), Instr::new(Op::RETURN_VALUE, 0)],
            nsites: 1,
            exceptions: vec![ExcEntry { start: 0, end: 1, target: 1, depth: 0, lasti: false }],
            positions: vec![Position::NONE, Position { line: 3, end_line: 5, col: 300, end_col: 2 }],
        };
        let consts = vec![
            Const::Tuple([Const::None, Const::Bool(true), Const::Bool(false), Const::Ellipsis].into()),
            Const::Int(i64::MIN),
            Const::int(-(IBig::from(1) << 200)),
            Const::Float(-0.0),
            Const::Complex(f64::NAN, 2.5),
            Const::Str(Text::from_bytes(bytes).expect("well-formed")),
            Const::Bytes([0, 255].into()),
            Const::FrozenSet([Const::Int(1)].into()),
            Const::Slice(Box::new([Const::None, Const::Int(-1), Const::None])),
            Const::Code(Arc::new(inner.clone())),
        ];
        let code = vec![Instr::new(Op::LOAD_CONST, 9), Instr::new(Op::RETURN_VALUE, 0)];
        Code { consts, code, nsites: 0, exceptions: vec![], ..inner }
    }

    #[test]
    fn what_is_written_is_read() {
        let code = sample();
        let bytes = write(&code);
        let again = read(&bytes, None).expect("undamaged");
        let show = |code: &Code| format!("{code:?}");
        assert_eq!(show(&again), show(&code));
        let renamed = read(&bytes, Some("y.py".into())).expect("undamaged");
        assert_eq!(&*renamed.filename, "y.py");
        let Some(Const::Code(inner)) = renamed.consts.last() else { panic!("a code constant") };
        assert_eq!(&*inner.filename, "y.py");
    }

    #[test]
    fn damage_is_noticed_everywhere() {
        let bytes = write(&sample());
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(read(&damaged, None).is_err(), "byte {at}");
            assert!(read(&bytes[..at], None).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn damage_behind_a_right_checksum_is_no_panic() {
        let bytes = write(&sample());
        for at in 16..bytes.len() {
            for bit in 0..8 {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1 << bit;
                let sum = checksum(&damaged[16..]);
                damaged[8..16].copy_from_slice(&sum.to_le_bytes());
                let _ = read(&damaged, None);
            }
        }
    }
}
