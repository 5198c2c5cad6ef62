//! Every rule is evaluated on many values: where the left side has a result, the right side has the same.

use super::pattern::Pattern;
use super::rule::Rule;
use crate::ir::ops::Operand;
use crate::ir::semantics::{Computed, compute};
use crate::ir::trace::result_type;
use crate::ir::{Descrs, Op, Type, word};
use crate::opt::ranges::{Int, Range};

/// What a letter stands for in a try.
type Values = Vec<u64>;

/// What a side gives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Outcome {
    Value(u64),
    Passes,
    Exits,
}

fn samples(ty: Type) -> Vec<u64> {
    // Beside the usual: denormals, the least normal, numbers at which integers and halves end, NaNs of both signs.
    let mut floats =
        vec![0.0, 1.0, 0.5, 3.7, 2.5, 1e300, f64::MAX, f64::MIN_POSITIVE, 5e-324, 1e-310, f64::INFINITY, f64::NAN];
    floats.extend([
        4503599627370495.5,
        9007199254740993.0,
        9.3e18,
        4.0,
        0.125,
        2.0_f64.powi(1022),
        2.0_f64.powi(-1022),
    ]);
    floats.extend(floats.clone().iter().map(|f| -f));
    let ints = [0, 1, -1, 2, -2, 3, 5, 7, 8, 12, 31, 62, 63, 64, 255, -256, 1 << 40, i64::MAX, i64::MIN, i64::MIN + 1];
    match ty {
        Type::Int | Type::Uint => ints.iter().map(|&i| i as u64).collect(),
        Type::Float => floats.iter().map(|f: &f64| f.to_bits()).collect(),
        Type::Bool => vec![0, 1],
        Type::Val => {
            let mut v: Vec<u64> = [0, 1, -7, 1 << 50].iter().filter_map(|&i| word::fixnum(i)).collect();
            v.extend([0.0, 1.5, -3.25].iter().filter_map(|&f| word::flonum(f)));
            v.extend([word::NONE, word::TRUE, word::FALSE, 0x1000, 0x2000]);
            v
        }
        _ => vec![0x1000, 0x2000],
    }
}

/// The types of a rule's letters, from where they stand.
pub(super) fn types(pattern: &Pattern, types: &mut Vec<Option<Type>>) {
    let Pattern::Op(op, args) = pattern else { return };
    for (arg, operand) in args.iter().zip(op.info().operands) {
        if let Pattern::Value(i) | Pattern::Constant(i) = arg {
            types.resize(types.len().max(*i + 1), None);
            types[*i] = Some(match operand {
                Operand::Int => Type::Int,
                Operand::Uint => Type::Uint,
                Operand::Float => Type::Float,
                Operand::Bool => Type::Bool,
                Operand::Ref => Type::Ref,
                _ => Type::Val,
            });
        }
        self::types(arg, types);
    }
}

fn evaluate(pattern: &Pattern, values: &Values) -> Option<Outcome> {
    match pattern {
        Pattern::Value(i) | Pattern::Constant(i) => Some(Outcome::Value(values[*i])),
        Pattern::Literal(c) => Some(Outcome::Value(c.bits)),
        Pattern::Computed(f, i) => Some(Outcome::Value(f.apply(values[*i]).1)),
        Pattern::Op(op, args) => {
            let mut bits = Vec::new();
            for a in args {
                match evaluate(a, values)? {
                    Outcome::Value(v) => bits.push(v),
                    other => return Some(other),
                }
            }
            // What these take is known to be so.
            let fits = match op {
                Op::BoxFixnum => word::fits_fixnum(bits[0] as i64),
                Op::IntOfVal => word::is_fixnum(bits[0]),
                Op::RefOfVal => word::is_pointer(bits[0]),
                _ => true,
            };
            Some(match compute(*op, &bits).filter(|_| fits)? {
                Computed::Value(v) => Outcome::Value(v),
                Computed::Passes => Outcome::Passes,
                Computed::Exits => Outcome::Exits,
            })
        }
    }
}

fn same(left: Outcome, right: Outcome, ty: Type) -> bool {
    match (left, right) {
        (Outcome::Value(a), Outcome::Value(b)) if ty == Type::Float => {
            let (x, y) = (f64::from_bits(a), f64::from_bits(b));
            a == b || x.is_nan() && y.is_nan()
        }
        _ => left == right,
    }
}

/// Checks one rule on all values; gives how many were tried.
fn check(rule: &Rule) -> usize {
    let mut letters = Vec::new();
    types(&rule.left, &mut letters);
    let letters: Vec<Type> = letters.into_iter().map(|t| t.unwrap_or(Type::Int)).collect();
    let choices: Vec<Vec<u64>> = letters.iter().map(|t| samples(*t)).collect();
    let total: usize = choices.iter().map(Vec::len).product();
    let ty = result_type(&Descrs::new(), rule.op(), 0).unwrap_or(Type::Void);
    let mut tried = 0;
    for n in 0..total {
        let mut rest = n;
        let values: Values = choices
            .iter()
            .map(|c| {
                let v = c[rest % c.len()];
                rest /= c.len();
                v
            })
            .collect();
        let holds = rule
            .conditions
            .iter()
            .all(|(c, l)| c.holds(|i| Int::within(Range::of(values[l[i]] as i64)), |i| Some(values[l[i]])));
        let left = if holds { evaluate(&rule.left, &values) } else { None };
        // An operand of the left side that has left the trace is not the rule's concern.
        let Some(left) = left else { continue };
        if left == Outcome::Exits && !exits_at_top(&rule.left, &values) {
            continue;
        }
        let right = match &rule.right {
            None => Some(Outcome::Passes),
            Some(p) => evaluate(p, &values),
        };
        tried += 1;
        let equal = right.is_none_or(|r| same(left, r, ty));
        assert!(equal, "{}: {values:x?}: {left:?} is not {right:?}", rule.name);
    }
    tried
}

fn exits_at_top(pattern: &Pattern, values: &Values) -> bool {
    let Pattern::Op(_, args) = pattern else { return false };
    args.iter().all(|a| matches!(evaluate(a, values), Some(Outcome::Value(_))))
}

#[test]
fn both_sides_of_every_rule_are_equal() {
    let mut names = std::collections::BTreeSet::new();
    for (name, equation) in super::rules() {
        let rule = Rule::read(name, equation);
        assert!(check(&rule) > 0, "{name} was never tried");
        assert!(names.insert(name), "two rules are called {name}");
    }
}

#[test]
#[should_panic(expected = "wrong")]
fn a_wrong_rule_is_found() {
    check(&Rule::read("wrong", "float_add(x, 0.0) => x"));
}
