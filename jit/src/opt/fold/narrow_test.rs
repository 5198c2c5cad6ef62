//! Integer rules are proved for narrow integers: both sides are computed in 8 bits for all values of one and two letters,
//! in 4 bits for all values of three. What holds there by algebra holds in 64 bits; what overflows there overflows.

use super::pattern::{Function, Pattern};
use super::rule::{Condition, Rule};
use super::rule_test::{Outcome, types};
use crate::ir::{Op, Type};

/// Integers of so many bits, as the `i64` that has their value.
#[derive(Clone, Copy)]
struct Width(u32);

impl Width {
    fn wrap(self, x: i64) -> i64 {
        x << (64 - self.0) >> (64 - self.0)
    }

    fn unsigned(self, x: i64) -> i64 {
        x & ((1 << self.0) - 1)
    }

    fn least(self) -> i64 {
        -(1 << (self.0 - 1))
    }

    fn all(self, ty: Type) -> Vec<i64> {
        if ty == Type::Bool { vec![0, 1] } else { (self.least()..-self.least()).collect() }
    }

    fn checked(self, x: i64) -> Outcome {
        if self.wrap(x) == x { value(x) } else { Outcome::Exits }
    }

    /// What an operation on integers and truth values does; nothing for the others and for what emitters exclude.
    fn compute(self, op: Op, args: &[i64]) -> Option<Outcome> {
        let (a, b) = (args[0], args.get(1).copied().unwrap_or(0));
        let count = b & i64::from(self.0 - 1);
        let divides = b != 0 && !(a == self.least() && b == -1);
        Some(match op {
            Op::IntAdd => value(self.wrap(a + b)),
            Op::IntSub => value(self.wrap(a - b)),
            Op::IntMul => value(self.wrap(a * b)),
            Op::IntAddOvf => self.checked(a + b),
            Op::IntSubOvf => self.checked(a - b),
            Op::IntMulOvf => self.checked(a * b),
            Op::IntNeg => value(self.wrap(-a)),
            Op::IntAbs => value(self.wrap(a.abs())),
            Op::IntNot => value(!a),
            Op::IntAnd => value(a & b),
            Op::IntOr => value(a | b),
            Op::IntXor => value(a ^ b),
            Op::IntShl => value(self.wrap(a << count)),
            Op::IntShr => value(a >> count),
            Op::IntUShr => value(self.wrap(self.unsigned(a) >> count)),
            Op::IntFloorDiv if divides => value(crate::ir::semantics::floor_div(a, b)?),
            Op::IntMod if divides => value(crate::ir::semantics::floor_mod(a, b)?),
            Op::IntMin => value(a.min(b)),
            Op::IntMax => value(a.max(b)),
            Op::IntEq => truth(a == b),
            Op::IntNe => truth(a != b),
            Op::IntLt => truth(a < b),
            Op::IntLe => truth(a <= b),
            Op::IntGt => truth(a > b),
            Op::IntGe => truth(a >= b),
            Op::IntULt => truth(self.unsigned(a) < self.unsigned(b)),
            Op::BoolNot => truth(a == 0),
            Op::BoolAnd => truth(a & b != 0),
            Op::BoolOr => truth(a | b != 0),
            Op::BoolToInt => value(a),
            Op::GuardTrue | Op::GuardFalse if (a != 0) == (op == Op::GuardTrue) => Outcome::Passes,
            Op::GuardTrue | Op::GuardFalse => Outcome::Exits,
            _ => return None,
        })
    }

    fn evaluate(self, pattern: &Pattern, values: &[i64]) -> Option<Outcome> {
        Some(match pattern {
            Pattern::Value(i) | Pattern::Constant(i) => value(values[*i]),
            Pattern::Literal(c) => value(self.wrap(c.bits as i64)),
            Pattern::Computed(Function::Log2, i) => value(i64::from(values[*i].trailing_zeros())),
            Pattern::Computed(Function::Decrement, i) => value(self.wrap(values[*i] - 1)),
            Pattern::Computed(Function::Reciprocal, _) => return None,
            Pattern::Op(op, args) => {
                let mut operands = Vec::new();
                for a in args {
                    match self.evaluate(a, values)? {
                        Outcome::Value(v) => operands.push(v as i64),
                        // An operand that has left the trace is not the rule's concern.
                        _ => return None,
                    }
                }
                self.compute(*op, &operands)?
            }
        })
    }

    fn holds(self, condition: Condition, letters: &[usize], values: &[i64]) -> bool {
        let (a, b) = (values[letters[0]], letters.get(1).map_or(0, |l| values[*l]));
        let width = i64::from(self.0);
        match condition {
            Condition::PowerOfTwo => a > 0 && a.count_ones() == 1,
            Condition::NonNegative => a >= 0,
            Condition::NotMin => a > self.least(),
            Condition::Shift => (0..width).contains(&a),
            Condition::ShiftsAdd => a >= 0 && b >= 0 && a + b < width,
            Condition::FloatExact | Condition::ReciprocalExact => unreachable!("about floats"),
        }
    }
}

fn value(x: i64) -> Outcome {
    Outcome::Value(x as u64)
}

fn truth(b: bool) -> Outcome {
    Outcome::Value(u64::from(b))
}

/// Whether a side has only operations on integers and truth values.
fn is_narrow(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Op(op, args) => {
            let known = Width(8).compute(*op, &[1, 1]).is_some();
            // Everything that has a name of an integer has to be known here.
            let integer = op.info().mnemonic.starts_with("int_") && *op != Op::IntToFloat && *op != Op::IntOfUint;
            let integer = integer && *op != Op::IntOfVal;
            assert!(known || !integer, "{op:?} has no meaning for narrow integers");
            known && args.iter().all(is_narrow)
        }
        _ => true,
    }
}

/// Proves a rule; gives how many values were tried.
fn prove(rule: &Rule) -> usize {
    let mut letters = Vec::new();
    types(&rule.left, &mut letters);
    let width = if letters.len() > 2 { Width(4) } else { Width(8) };
    let choices: Vec<Vec<i64>> = letters.iter().map(|t| width.all(t.unwrap_or(Type::Int))).collect();
    let mut tried = 0;
    for n in 0..choices.iter().map(Vec::len).product() {
        let mut rest: usize = n;
        let mut values = Vec::with_capacity(choices.len());
        for c in &choices {
            values.push(c[rest % c.len()]);
            rest /= c.len();
        }
        if !rule.conditions.iter().all(|(c, l)| width.holds(*c, l, &values)) {
            continue;
        }
        let Some(left) = width.evaluate(&rule.left, &values) else { continue };
        let right = rule.right.as_ref().map_or(Some(Outcome::Passes), |r| width.evaluate(r, &values));
        assert_eq!(Some(left), right, "{}: {values:?}", rule.name);
        tried += 1;
    }
    tried
}

#[test]
fn rules_for_integers_hold_for_all_narrow_integers() {
    let mut proved = 0;
    for (name, equation) in super::rules() {
        let rule = Rule::read(name, equation);
        if is_narrow(&rule.left) {
            assert!(prove(&rule) > 0, "{name} was never tried");
            proved += 1;
        }
    }
    assert!(proved > 100, "only {proved} rules");
}

#[test]
#[should_panic(expected = "wrong")]
fn a_rule_that_forgets_overflow_is_found() {
    prove(&Rule::read("wrong", "int_lt(int_add(x, 1), int_add(y, 1)) => int_lt(x, y)"));
}
