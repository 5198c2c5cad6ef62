//! Folding by named rules: algebra on operations and what made their operands.
//!
//! A rule is an equation in text, read once: `int_add(x, 0) => x`. Small letters stand for any value, capitals for
//! constants; operations of the right side whose operands are constants are computed; behind `if` stand conditions
//! ([`rule::Condition`]). The tables are in the files of this folder, one per family. Every rule is checked by a test
//! that evaluates both sides on many values; those on integers for all integers of 8 bits.
//!
//! What a rule must obey: both sides give the same bits for every value that the conditions allow (for floats also of nan,
//! -0.0 and infinity); the right side costs no more; it names no value that the left side has not computed; a guard may
//! become weaker only if what it guarded is proved. Rules run to a fixed point, so no two may undo each other.
//!
//! Beside the rules, operations with constant operands are computed by [`semantics`].

mod bits;
mod boxes;
mod compare;
mod float;
mod guard;
mod int;
#[cfg(test)]
mod narrow_test;
mod pattern;
mod rule;
#[cfg(test)]
mod rule_test;

use super::engine::{Engine, Pending, Step};
use crate::ir::Op;
use crate::ir::semantics::{self, Computed};
use crate::ir::trace::OpRef;
use pattern::Pattern;
use rule::{Bindings, Rule};
use std::sync::LazyLock;

/// All tables, in the order in which their rules are tried.
const TABLES: &[&[(&str, &str)]] = &[int::RULES, bits::RULES, float::RULES, compare::RULES, boxes::RULES, guard::RULES];

/// The rules, read, by the operation at the top of their left side.
struct Rules {
    by_op: Vec<Vec<Rule>>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut by_op: Vec<Vec<Rule>> = Op::ALL.iter().map(|_| Vec::new()).collect();
    for &(name, equation) in TABLES.iter().copied().flatten() {
        let rule = Rule::read(name, equation);
        by_op[rule.op() as usize].push(rule);
    }
    Rules { by_op }
});

/// Every rule: name and equation.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().copied().flatten().copied()
}

/// The stage: constants, then rules.
pub(super) fn stage(engine: &mut Engine<'_>, p: &mut Pending) -> Step {
    if let Some(done) = constants(engine, p) {
        return done;
    }
    for rule in &RULES.by_op[p.op as usize] {
        let Some(bindings) = rule.matches(engine, &p.args) else { continue };
        return apply(engine, p, rule, &bindings);
    }
    Step::Next
}

/// Computes an operation whose operands are all constants.
fn constants(engine: &mut Engine<'_>, p: &Pending) -> Option<Step> {
    if p.args.is_empty() || !p.op.is_pure() || !p.args.iter().all(|a| a.is_const()) {
        return None;
    }
    let bits: Vec<u64> = p.args.iter().filter_map(|&a| engine.out.as_const(a)).map(|c| c.bits).collect();
    match semantics::compute(p.op, &bits)? {
        Computed::Value(v) => Some(Step::Done(engine.out.constant(p.ty, v))),
        Computed::Passes => Some(Step::Done(OpRef::NONE)),
        Computed::Exits => {
            engine.fails = true;
            None
        }
    }
}

fn apply(engine: &mut Engine<'_>, p: &mut Pending, rule: &Rule, bindings: &Bindings) -> Step {
    match &rule.right {
        None => Step::Done(OpRef::NONE),
        Some(Pattern::Op(op, args)) => {
            // The operation itself is replaced and goes through all stages again; its operands are emitted first.
            let args: Vec<OpRef> = args.iter().map(|a| build(engine, p, a, bindings)).collect();
            p.become_op(*op, engine.descrs, &args);
            Step::Again
        }
        Some(pattern) => Step::Done(build(engine, p, pattern, bindings)),
    }
}

fn build(engine: &mut Engine<'_>, p: &Pending, pattern: &Pattern, bindings: &Bindings) -> OpRef {
    match pattern {
        Pattern::Value(i) | Pattern::Constant(i) => bindings.get(*i),
        Pattern::Literal(c) => engine.out.constant(c.ty, c.bits),
        Pattern::Computed(f, i) => {
            let c = engine.out.as_const(bindings.get(*i)).map_or(0, |c| c.bits);
            let (ty, bits) = f.apply(c);
            engine.out.constant(ty, bits)
        }
        Pattern::Op(op, args) => {
            let args: Vec<OpRef> = args.iter().map(|a| build(engine, p, a, bindings)).collect();
            let mut part = p.clone();
            part.become_op(*op, engine.descrs, &args);
            engine.emit(part)
        }
    }
}
