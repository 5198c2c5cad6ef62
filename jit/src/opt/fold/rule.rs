//! Rules: an equation, its conditions, and how it is matched.

use super::pattern::{Pattern, Reader};
use crate::ir::Op;
use crate::ir::trace::OpRef;
use crate::opt::engine::Engine;
use crate::opt::ranges::Int;

/// A rule.
pub(super) struct Rule {
    /// What it is called.
    #[cfg_attr(not(test), expect(dead_code, reason = "names are for people and for the test of all rules"))]
    pub name: &'static str,
    /// The operation that is replaced.
    pub left: Pattern,
    /// What stands for it; nothing for a guard that always passes.
    pub right: Option<Pattern>,
    /// When the rule holds.
    pub conditions: Vec<(Condition, Vec<usize>)>,
}

/// A condition on what letters stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Condition {
    /// A positive power of two.
    PowerOfTwo,
    /// Not negative.
    NonNegative,
    /// Not the least integer.
    NotMin,
    /// Both from 0 to 63, and so is their sum.
    ShiftsAdd,
    /// From 0 to 63.
    Shift,
    /// At most 2^53 in size: every such integer is a float.
    FloatExact,
    /// A float whose reciprocal is exact: a power of two.
    ReciprocalExact,
}

impl Condition {
    const ALL: [(&'static str, Condition); 7] = [
        ("pow2", Condition::PowerOfTwo),
        ("nonneg", Condition::NonNegative),
        ("not_min", Condition::NotMin),
        ("shifts_add", Condition::ShiftsAdd),
        ("shift", Condition::Shift),
        ("float_exact", Condition::FloatExact),
        ("reciprocal_exact", Condition::ReciprocalExact),
    ];

    /// Whether it holds for what is known of the letters; `float` gives the bits of a constant.
    pub fn holds(self, int: impl Fn(usize) -> Int, bits: impl Fn(usize) -> Option<u64>) -> bool {
        let range = int(0).range;
        match self {
            Condition::PowerOfTwo => range.single().is_some_and(|i| i > 0 && i.count_ones() == 1),
            Condition::NonNegative => range.lo >= 0,
            Condition::NotMin => range.lo > i64::MIN,
            Condition::Shift => range.lo >= 0 && range.hi < 64,
            Condition::ShiftsAdd => {
                let other = int(1).range;
                range.lo >= 0 && other.lo >= 0 && range.hi < 64 && other.hi < 64 - range.hi
            }
            Condition::FloatExact => range.lo >= -(1 << 53) && range.hi <= 1 << 53,
            Condition::ReciprocalExact => bits(0).is_some_and(|b| {
                let exponent = b >> 52 & 0x7ff;
                b & ((1 << 52) - 1) == 0 && (1..=2045).contains(&exponent)
            }),
        }
    }
}

/// What the letters of a rule stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bindings([OpRef; Bindings::MOST]);

impl Bindings {
    const MOST: usize = 6;

    /// What a letter stands for.
    pub fn get(&self, letter: usize) -> OpRef {
        self.0[letter]
    }
}

impl Rule {
    /// Reads a rule.
    ///
    /// # Panics
    /// If the equation cannot be read: the tables are part of this crate and tested.
    pub fn read(name: &'static str, equation: &'static str) -> Rule {
        let (sides, conditions) = equation.split_once(" if ").unwrap_or((equation, ""));
        let Some((left, right)) = sides.split_once("=>") else { panic!("{name}: no equation") };
        let mut reader = Reader::new();
        let left = reader.read(left);
        let right = (right.trim() != "pass").then(|| reader.read(right));
        let conditions =
            conditions.split(" and ").filter(|c| !c.is_empty()).map(|c| condition(&mut reader, c)).collect();
        assert!(reader.letters.len() <= Bindings::MOST, "{name}: too many letters");
        Rule { name, left, right, conditions }
    }

    /// The operation at the top of the left side.
    pub fn op(&self) -> Op {
        match &self.left {
            Pattern::Op(op, _) => *op,
            other => panic!("{other:?} is no operation"),
        }
    }

    /// What the letters stand for, if the operation with these operands is the left side.
    pub fn matches(&self, engine: &Engine<'_>, args: &[OpRef]) -> Option<Bindings> {
        let mut bindings = Bindings([OpRef::NONE; Bindings::MOST]);
        let Pattern::Op(op, patterns) = &self.left else { return None };
        if !operands(engine, *op, patterns, args, &mut bindings) {
            return None;
        }
        let holds = self.conditions.iter().all(|(condition, letters)| {
            let value = |n: usize| bindings.get(letters[n]);
            condition.holds(|n| engine.fact(value(n)).int, |n| engine.out.as_const(value(n)).map(|c| c.bits))
        });
        holds.then_some(bindings)
    }
}

fn condition(reader: &mut Reader<'_>, text: &str) -> (Condition, Vec<usize>) {
    let parts = text.trim().strip_suffix(')').and_then(|t| t.split_once('('));
    let Some((name, letters)) = parts else { panic!("no condition: `{text}`") };
    let Some((_, condition)) = Condition::ALL.iter().find(|c| c.0 == name) else { panic!("no condition `{name}`") };
    (*condition, letters.chars().filter(|c| c.is_alphabetic()).map(|c| reader.letter(c)).collect())
}

fn operands(engine: &Engine<'_>, op: Op, patterns: &[Pattern], args: &[OpRef], bindings: &mut Bindings) -> bool {
    if patterns.len() != args.len() {
        return false;
    }
    let before = *bindings;
    if patterns.iter().zip(args).all(|(p, &a)| value(engine, p, a, bindings)) {
        return true;
    }
    *bindings = before;
    op.info().commutes
        && value(engine, &patterns[0], args[1], bindings)
        && value(engine, &patterns[1], args[0], bindings)
}

fn value(engine: &Engine<'_>, pattern: &Pattern, r: OpRef, bindings: &mut Bindings) -> bool {
    let bind = |bindings: &mut Bindings, i: usize| {
        if bindings.0[i] == OpRef::NONE {
            bindings.0[i] = r;
        }
        bindings.0[i] == r
    };
    match pattern {
        Pattern::Value(i) => bind(bindings, *i),
        Pattern::Constant(i) => r.is_const() && bind(bindings, *i),
        Pattern::Literal(c) => engine.out.as_const(r) == Some(*c),
        Pattern::Computed(..) => false,
        Pattern::Op(op, patterns) => match engine.out.as_op(r, *op) {
            Some(inst) => {
                let args: Vec<OpRef> = engine.out.args_of(&inst.args).to_vec();
                operands(engine, *op, patterns, &args, bindings)
            }
            None => false,
        },
    }
}
