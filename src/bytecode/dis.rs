//! Listings in the layout of CPython 3.14's `python -m dis`.
//!
//! ```text
//!   1           RESUME                   0
//!
//!   2   L1:     LOAD_NAME                0 (x)
//! ^ line  ^ label, when something goes there     ^ argument and what it stands for
//! ```
//!
//! An overlay is listed as its base opcode; code objects show no address.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::code::Code;
use crate::constant::Const;
use crate::instr::Instr;
use crate::op::{ArgKind, Op};
use crate::operand::{
    BinaryOp, CommonConstant, Comparison, Conversion, FunctionAttribute, Intrinsic1, Intrinsic2, SpecialMethod,
};
use crate::repr::{code_repr, repr};

const NO_LINE: &str = "  --";
const NAME_WIDTH: usize = 20;
const ARG_WIDTH: usize = 5;

/// The listing of a code unit, followed by those of the units among its constants.
pub fn disassemble(code: &Code) -> String {
    let mut out = String::new();
    recursive(code, &mut out);
    out
}

fn recursive(code: &Code, out: &mut String) {
    Listing::new(code).write(out);
    for value in &code.consts {
        if let Const::Code(inner) = value {
            out.push_str(&format!("\nDisassembly of {}:\n", code_repr(inner)));
            recursive(inner, out);
        }
    }
}

/// What is known before the first line is printed.
struct Listing<'a> {
    code: &'a Code,
    /// Number of the label at a unit.
    labels: BTreeMap<usize, usize>,
    /// Units that start a line; `None` for "no line".
    line_starts: BTreeMap<usize, Option<i32>>,
}

impl<'a> Listing<'a> {
    fn new(code: &'a Code) -> Listing<'a> {
        let mut places = BTreeSet::new();
        for (pc, instr) in code.code.iter().enumerate() {
            places.extend(target(*instr, pc));
        }
        for entry in &code.exceptions {
            places.extend([entry.start, entry.end, entry.target].map(|unit| unit as usize));
        }
        let labels = places.into_iter().zip(1..).collect();

        let mut line_starts = BTreeMap::new();
        let mut current = None;
        for (pc, position) in code.positions.iter().enumerate() {
            let line = (position.line >= 0).then_some(position.line);
            if current != Some(line) {
                line_starts.insert(pc, line);
                current = Some(line);
            }
        }
        Listing { code, labels, line_starts }
    }

    fn line_width(&self) -> usize {
        match self.line_starts.values().flatten().max() {
            None => 0,
            Some(line) if self.line_starts.values().any(Option::is_none) => line.to_string().len().max(NO_LINE.len()),
            Some(line) => line.to_string().len().max(3),
        }
    }

    fn write(&self, out: &mut String) {
        let line_width = self.line_width();
        let label_width = 4 + self.labels.len().to_string().len();
        for (pc, instr) in self.code.code.iter().enumerate() {
            let mut line = String::new();
            if line_width > 0 {
                let start = self.line_starts.get(&pc);
                if start.is_some() && pc > 0 {
                    out.push('\n');
                }
                let number = match start {
                    None => String::new(),
                    Some(None) => NO_LINE.into(),
                    Some(Some(number)) => number.to_string(),
                };
                line.push_str(&format!("{number:>line_width$} "));
            }
            let label = self.labels.get(&pc).map_or(String::new(), |n| format!("L{n}:"));
            line.push_str(&format!("{label:>label_width$}     {:NAME_WIDTH$}", instr.op().base().name()));
            if instr.op().has_arg() {
                let width = ARG_WIDTH.saturating_sub(instr.op().base().name().len().saturating_sub(NAME_WIDTH));
                line.push_str(&format!(" {:>width$}", instr.arg()));
                let meaning = self.meaning(*instr, pc);
                if !meaning.is_empty() {
                    line.push_str(&format!(" ({meaning})"));
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        self.write_exceptions(out);
    }

    fn write_exceptions(&self, out: &mut String) {
        if !self.code.exceptions.is_empty() {
            out.push_str("ExceptionTable:\n");
        }
        for entry in &self.code.exceptions {
            let [start, end, target] = [entry.start, entry.end, entry.target].map(|unit| self.labels[&(unit as usize)]);
            let lasti = if entry.lasti { " lasti" } else { "" };
            writeln!(out, "  L{start} to L{end} -> L{target} [{}]{lasti}", entry.depth)
                .expect("writing to a String succeeds");
        }
    }

    /// What the argument stands for; empty when the number says it all.
    fn meaning(&self, instr: Instr, pc: usize) -> String {
        let arg = instr.arg();
        let index = arg as usize;
        let name = |index: usize| self.code.names.get(index).map_or("?", |name| name);
        let with = |name: &str, bit: u32, suffix: &str| {
            if bit & 1 == 1 { format!("{name} + {suffix}") } else { name.to_owned() }
        };
        match instr.op().arg_kind() {
            ArgKind::None | ArgKind::Count => String::new(),
            ArgKind::Const => self.code.consts.get(index).map_or("?".into(), repr),
            ArgKind::Name => name(index).to_owned(),
            ArgKind::NameBit if instr.op() == Op::LOAD_GLOBAL => with(name(index >> 1), arg, "NULL"),
            ArgKind::NameBit => with(name(index >> 1), arg, "NULL|self"),
            ArgKind::NameSuper => with(name(index >> 2), arg, "NULL|self"),
            ArgKind::Local | ArgKind::Deref => {
                self.code.variables.get(index).map_or("?".to_owned(), |variable| variable.name.to_string())
            }
            ArgKind::JumpForward | ArgKind::JumpBackward => {
                let word = if instr.op() == Op::END_ASYNC_FOR { "from" } else { "to" };
                target(instr, pc).map_or(String::new(), |unit| format!("{word} L{}", self.labels[&unit]))
            }
            ArgKind::Compare => match Comparison::decode(arg) {
                Some((comparison, true)) => format!("bool({})", comparison.text()),
                Some((comparison, false)) => comparison.text().to_owned(),
                None => "?".to_owned(),
            },
            ArgKind::BinaryOp => BinaryOp::from_arg(arg).map_or("?", BinaryOp::text).to_owned(),
            ArgKind::Invert if instr.op() == Op::IS_OP => ["is", "is not"][index & 1].to_owned(),
            ArgKind::Invert => ["in", "not in"][index & 1].to_owned(),
            ArgKind::Intrinsic1 => Intrinsic1::from_arg(arg).map_or("?", Intrinsic1::text).to_owned(),
            ArgKind::Intrinsic2 => Intrinsic2::from_arg(arg).map_or("?", Intrinsic2::text).to_owned(),
            ArgKind::CommonConstant => match CommonConstant::from_arg(arg) {
                Some(function @ (CommonConstant::All | CommonConstant::Any)) => {
                    format!("<built-in function {}>", function.text())
                }
                other => other.map_or("?", CommonConstant::text).to_owned(),
            },
            ArgKind::Special => SpecialMethod::from_arg(arg).map_or("?", SpecialMethod::text).to_owned(),
            ArgKind::Convert => Conversion::from_arg(arg).map_or("?", Conversion::text).to_owned(),
            ArgKind::FunctionAttribute => {
                FunctionAttribute::from_arg(arg).map_or("?", FunctionAttribute::text).to_owned()
            }
        }
    }
}

/// Where the unit's argument points, if it points to a unit.
fn target(instr: Instr, pc: usize) -> Option<usize> {
    if instr.op() == Op::END_ASYNC_FOR {
        return (pc + 1).checked_sub(instr.arg() as usize);
    }
    instr.target(pc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{CodeFlags, ExcEntry, LocalKind, LocalVar, Position};

    #[test]
    fn layout() {
        let instrs = [
            Instr::new(Op::RESUME, 0),
            Instr::new(Op::LOAD_FAST_LOAD_FAST, 0),
            Instr::with_aux(Op::LOAD_ATTR, 1, 0),
            Instr::new(Op::POP_JUMP_IF_NOT_NONE, 1),
            Instr::with_aux(Op::COMPARE_OP, Comparison::Lt.encode(true), 1),
            Instr::new(Op::RETURN_VALUE, 0),
        ];
        let lines = [1, 2, 2, -1, -1, 10];
        let code = Code {
            name: "f".into(),
            qualname: "f".into(),
            filename: "x.py".into(),
            firstlineno: 1,
            argcount: 1,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            flags: CodeFlags::default(),
            stacksize: 2,
            variables: vec![LocalVar { name: "a".into(), kind: LocalKind::LOCAL }],
            names: vec!["n".into()],
            consts: vec![],
            code: instrs.to_vec(),
            nsites: 2,
            exceptions: vec![ExcEntry { start: 1, end: 3, target: 5, depth: 1, lasti: true }],
            positions: lines.map(Position::of_line).to_vec(),
        };
        let expected = "
   1           RESUME                   0

   2   L1:     LOAD_FAST                0 (a)
               LOAD_ATTR                1 (n + NULL|self)

  --   L2:     POP_JUMP_IF_NOT_NONE     1 (to L3)
               COMPARE_OP              16 (bool(<))

  10   L3:     RETURN_VALUE
ExceptionTable:
  L1 to L2 -> L3 [1] lasti
";
        assert_eq!(disassemble(&code), &expected[1..]);
    }
}
