//! One instruction unit: 64 bits.
//!
//! ```text
//!  63           32 31           8 7       0
//! ┌───────────────┬──────────────┬─────────┐
//! │ aux (site)    │ argument     │ opcode  │
//! └───────────────┴──────────────┴─────────┘
//! ```
//!
//! There is no EXTENDED_ARG and there are no cache units: the program counter is the index of the unit.

use std::fmt;

use crate::op::Op;

/// An instruction. Always holds a valid opcode.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Instr(u64);

impl Instr {
    /// The largest argument.
    pub const MAX_ARG: u32 = (1 << 24) - 1;

    /// An instruction without a site.
    ///
    /// Panics when the argument needs more than 24 bits.
    pub const fn new(op: Op, arg: u32) -> Instr {
        Instr::with_aux(op, arg, 0)
    }

    /// An instruction with a site number.
    ///
    /// Panics when the argument needs more than 24 bits.
    pub const fn with_aux(op: Op, arg: u32, aux: u32) -> Instr {
        assert!(arg <= Instr::MAX_ARG);
        Instr(op as u64 | (arg as u64) << 8 | (aux as u64) << 32)
    }

    /// The opcode.
    #[inline(always)]
    #[allow(unsafe_code, reason = "the dispatch of the interpreter must not check what every constructor has checked")]
    pub const fn op(self) -> Op {
        // SAFETY: every instruction was made from an `Op`, or from bits whose opcode exists.
        unsafe { std::mem::transmute::<u8, Op>(self.0 as u8) }
    }

    /// The opcode's number.
    #[inline(always)]
    pub const fn op_byte(self) -> u8 {
        self.0 as u8
    }

    /// The argument, 24 bits.
    #[inline(always)]
    pub const fn arg(self) -> u32 {
        (self.0 as u32) >> 8
    }

    /// The site number, or 0.
    #[inline(always)]
    pub const fn aux(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The same argument and site under another opcode: how the runtime overlays superinstructions.
    #[inline(always)]
    pub const fn with_op(self, op: Op) -> Instr {
        Instr(self.0 & !0xff | op as u64)
    }

    /// All bits, for storage.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// An instruction from stored bits; `None` when the opcode does not exist.
    pub const fn from_bits(bits: u64) -> Option<Instr> {
        if Op::from_u8(bits as u8).is_some() { Some(Instr(bits)) } else { None }
    }

    /// For a jump at unit `pc`: the unit it goes to when taken.
    pub const fn target(self, pc: usize) -> Option<usize> {
        let op = self.op();
        if !op.is_jump() {
            return None;
        }
        let next = pc + 1;
        match op {
            Op::JUMP_BACKWARD | Op::JUMP_BACKWARD_NO_INTERRUPT => Some(next - self.arg() as usize),
            _ => Some(next + self.arg() as usize),
        }
    }
}

impl fmt::Debug for Instr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.op().name(), self.arg())?;
        if self.op().has_site() { write!(f, " @{}", self.aux()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_overlap() {
        let instr = Instr::with_aux(Op::CALL, Instr::MAX_ARG, u32::MAX);
        assert_eq!((instr.op(), instr.arg(), instr.aux()), (Op::CALL, Instr::MAX_ARG, u32::MAX));
        assert_eq!(Instr::from_bits(instr.bits()), Some(instr));
        assert_eq!(size_of::<Instr>(), 8);
    }

    #[test]
    fn targets_count_from_the_next_unit() {
        assert_eq!(Instr::new(Op::JUMP_BACKWARD, 3).target(10), Some(8));
        assert_eq!(Instr::new(Op::POP_JUMP_IF_TRUE, 3).target(10), Some(14));
        assert_eq!(Instr::new(Op::NOP, 0).target(10), None);
    }
}
