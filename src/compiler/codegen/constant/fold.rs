//! Expressions whose value is known at compile time.
//!
//! Folds what CPython folds, within the same bounds on the size of the result, and nothing that could raise, warn or
//! depend on rounding that is not certain.

use std::cmp::Ordering;

use dashu_int::IBig;
use dashu_int::ops::{BitTest, DivEuclid};
use ruff_python_ast::{Expr, ExprSlice, Number, Operator, UnaryOp};
use taipan_bytecode::{Const, Text};

use super::super::Compiler;

/// Bounds on folded results.
const MAX_INT_BITS: usize = 128;
const MAX_COLLECTION: usize = 256;
const MAX_STR: usize = 4096;
const MAX_TOTAL_ITEMS: isize = 1024;
/// Up to here every int is a float.
const EXACT_FLOAT: i64 = 1 << 53;

impl Compiler<'_> {
    /// The value of a constant expression.
    pub(in crate::codegen) fn constant(&mut self, expr: &Expr) -> Option<Const> {
        let composite =
            matches!(expr, Expr::Tuple(_) | Expr::UnaryOp(_) | Expr::BinOp(_) | Expr::Subscript(_) | Expr::Slice(_));
        if !composite {
            return self.literal(expr);
        }
        let address = std::ptr::from_ref(expr) as usize;
        if self.not_constant.contains(&address) {
            return None;
        }
        let value = self.composite(expr);
        if value.is_none() {
            self.not_constant.insert(address);
        }
        value
    }

    fn literal(&mut self, expr: &Expr) -> Option<Const> {
        Some(match expr {
            Expr::NoneLiteral(_) => Const::None,
            Expr::BooleanLiteral(e) => Const::Bool(e.value),
            Expr::EllipsisLiteral(_) => Const::Ellipsis,
            Expr::NumberLiteral(e) => number(&e.value),
            Expr::StringLiteral(e) => Const::Str(self.string_text(e)),
            Expr::BytesLiteral(e) => Const::Bytes(self.bytes_value(e)),
            Expr::Name(e) if e.id == "__debug__" => Const::Bool(self.optimize == 0),
            _ => return None,
        })
    }

    fn composite(&mut self, expr: &Expr) -> Option<Const> {
        match expr {
            Expr::Tuple(e) => {
                let items = e.elts.iter().map(|item| self.constant(item)).collect::<Option<Vec<_>>>()?;
                Some(Const::Tuple(items.into()))
            }
            Expr::UnaryOp(e) => unary(e.op, self.constant(&e.operand)?),
            Expr::BinOp(e) => {
                // The right side first: in a long chain it is the short one.
                let right = self.constant(&e.right)?;
                binary(e.op, self.constant(&e.left)?, right)
            }
            Expr::Subscript(e) if e.ctx.is_load() => {
                let index = self.constant(&e.slice)?;
                subscript(&self.constant(&e.value)?, &index)
            }
            Expr::Slice(e) => self.constant_slice(e),
            _ => None,
        }
    }

    /// A slice of constants.
    pub(in crate::codegen) fn constant_slice(&mut self, e: &ExprSlice) -> Option<Const> {
        let mut part = |part: &Option<Box<Expr>>| match part {
            Some(expr) => self.literal(expr).or_else(|| self.constant(expr)),
            None => Some(Const::None),
        };
        Some(Const::Slice(Box::new([part(&e.lower)?, part(&e.upper)?, part(&e.step)?])))
    }
}

/// A number as written.
pub(in crate::codegen) fn number(value: &Number) -> Const {
    match value {
        Number::Int(int) => match int.as_u64() {
            Some(small) => Const::int(small.into()),
            None => Const::int(parse_int(&int.to_string())),
        },
        Number::Float(float) => Const::Float(*float),
        Number::Complex { real, imag } => Const::Complex(*real, *imag),
    }
}

/// A large int literal, with its prefix, without underscores.
fn parse_int(text: &str) -> IBig {
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    let (radix, digits) = match digits.get(..2) {
        Some("0x" | "0X") => (16, &digits[2..]),
        Some("0o" | "0O") => (8, &digits[2..]),
        Some("0b" | "0B") => (2, &digits[2..]),
        _ => (10, &digits[..]),
    };
    IBig::from_str_radix(digits, radix).expect("the parser accepts only digits")
}

fn as_int(value: &Const) -> Option<IBig> {
    match value {
        Const::Bool(b) => Some(IBig::from(i64::from(*b))),
        Const::Int(i) => Some(IBig::from(*i)),
        Const::BigInt(i) => Some(i.clone()),
        _ => None,
    }
}

fn as_float(value: &Const) -> Option<f64> {
    match value {
        Const::Float(x) => Some(*x),
        Const::Bool(b) => Some(f64::from(u8::from(*b))),
        Const::Int(i) if (-EXACT_FLOAT..=EXACT_FLOAT).contains(i) => Some(*i as f64),
        _ => None,
    }
}

fn unary(op: UnaryOp, value: Const) -> Option<Const> {
    if op == UnaryOp::Not {
        return value.truth().map(|truth| Const::Bool(!truth));
    }
    match (op, value) {
        (UnaryOp::UAdd, value @ (Const::Int(_) | Const::BigInt(_) | Const::Float(_) | Const::Complex(..))) => {
            Some(value)
        }
        (UnaryOp::USub, Const::Float(x)) => Some(Const::Float(-x)),
        (UnaryOp::USub, Const::Complex(re, im)) => Some(Const::Complex(-re, -im)),
        // `~True` warns at run time.
        (UnaryOp::Invert, Const::Bool(_)) => None,
        (UnaryOp::Invert, value) => as_int(&value).map(|i| Const::int(-i - 1)),
        (UnaryOp::UAdd, value) => as_int(&value).map(Const::int),
        (UnaryOp::USub, value) => as_int(&value).map(|i| Const::int(-i)),
        (UnaryOp::Not, _) => None,
    }
}

fn binary(op: Operator, left: Const, right: Const) -> Option<Const> {
    if let (Some(a), Some(b)) = (as_int(&left), as_int(&right)) {
        return int_binary(op, a, b, &left, &right);
    }
    if matches!(left, Const::Complex(..)) || matches!(right, Const::Complex(..)) {
        return complex_binary(op, &left, &right);
    }
    if let (Some(a), Some(b)) = (as_float(&left), as_float(&right)) {
        return float_binary(op, a, b).map(Const::Float);
    }
    match op {
        Operator::Add => concatenate(left, right),
        Operator::Mult => match (as_int(&left), as_int(&right)) {
            (None, Some(count)) => repeat(left, &count),
            (Some(count), None) => repeat(right, &count),
            _ => None,
        },
        _ => None,
    }
}

fn bits(value: &IBig) -> usize {
    value.bit_len()
}

fn int_binary(op: Operator, a: IBig, b: IBig, left: &Const, right: &Const) -> Option<Const> {
    let zero = IBig::ZERO;
    let logical = matches!((left, right), (Const::Bool(_), Const::Bool(_)));
    let wrap = |value: IBig| if logical { Some(Const::Bool(value != IBig::ZERO)) } else { Some(Const::int(value)) };
    Some(Const::int(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if bits(&a) + bits(&b) <= MAX_INT_BITS => a * b,
        Operator::FloorDiv if b != zero => floor_div(&a, &b),
        Operator::Mod if b != zero => {
            let quotient = floor_div(&a, &b);
            a - quotient * b
        }
        Operator::Div => {
            let (x, y) = (as_float(left)?, as_float(right)?);
            return (y != 0.0).then_some(Const::Float(x / y));
        }
        Operator::Pow if b >= zero => {
            let exponent = u32::try_from(&b).ok()? as usize;
            if bits(&a) * exponent > MAX_INT_BITS {
                return None;
            }
            a.pow(exponent)
        }
        Operator::LShift if b >= zero => {
            let shift = usize::try_from(&b).ok()?;
            if shift > MAX_INT_BITS || bits(&a) > MAX_INT_BITS - shift {
                return None;
            }
            a << shift
        }
        Operator::RShift if b >= zero => a >> usize::try_from(&b).ok()?,
        Operator::BitAnd => return wrap(a & b),
        Operator::BitOr => return wrap(a | b),
        Operator::BitXor => return wrap(a ^ b),
        _ => return None,
    }))
}

fn floor_div(a: &IBig, b: &IBig) -> IBig {
    // Euclidean division rounds so that the rest is positive; flooring gives the rest the divisor's sign.
    let quotient = a.clone().div_euclid(b.clone());
    let rest = a - &quotient * b;
    if *b < IBig::ZERO && rest != IBig::ZERO { quotient - 1 } else { quotient }
}

fn float_binary(op: Operator, a: f64, b: f64) -> Option<f64> {
    match op {
        Operator::Add => Some(a + b),
        Operator::Sub => Some(a - b),
        Operator::Mult => Some(a * b),
        Operator::Div if b != 0.0 => Some(a / b),
        _ => None,
    }
}

fn complex_binary(op: Operator, left: &Const, right: &Const) -> Option<Const> {
    let part = |value: &Const| match value {
        Const::Complex(re, im) => Some((*re, *im, true)),
        other => as_float(other).map(|x| (x, 0.0, false)),
    };
    let ((a, b, _), (c, d, right_is_complex)) = (part(left)?, part(right)?);
    match op {
        // A real operand leaves the other's imaginary part alone, sign of zero included.
        Operator::Add if !right_is_complex => Some(Const::Complex(a + c, b)),
        Operator::Sub if !right_is_complex => Some(Const::Complex(a - c, b)),
        Operator::Add if !matches!(left, Const::Complex(..)) => Some(Const::Complex(a + c, d)),
        Operator::Sub if !matches!(left, Const::Complex(..)) => Some(Const::Complex(a - c, -d)),
        Operator::Add => Some(Const::Complex(a + c, b + d)),
        Operator::Sub => Some(Const::Complex(a - c, b - d)),
        _ => None,
    }
}

fn concatenate(left: Const, right: Const) -> Option<Const> {
    match (left, right) {
        (Const::Str(a), Const::Str(b)) => Text::from_bytes([a.as_bytes(), b.as_bytes()].concat()).map(Const::Str),
        (Const::Bytes(a), Const::Bytes(b)) => Some(Const::Bytes([a, b].concat().into())),
        (Const::Tuple(a), Const::Tuple(b)) => Some(Const::Tuple([a, b].concat().into())),
        _ => None,
    }
}

fn repeat(sequence: Const, count: &IBig) -> Option<Const> {
    let count = if *count < IBig::ZERO { 0 } else { usize::try_from(count).ok()? };
    let fits = |length: usize, limit: usize| length == 0 || count == 0 || count <= limit / length;
    match sequence {
        Const::Str(s) if fits(s.len(), MAX_STR) => Text::from_bytes(s.as_bytes().repeat(count)).map(Const::Str),
        Const::Bytes(b) if fits(b.len(), MAX_STR) => Some(Const::Bytes(b.repeat(count).into())),
        Const::Tuple(items) if fits(items.len(), MAX_COLLECTION) => {
            let total = items.iter().try_fold(MAX_TOTAL_ITEMS, |left, item| count_items(item, left))?;
            let used = MAX_TOTAL_ITEMS - total;
            if count > 0 && used > MAX_TOTAL_ITEMS / count as isize {
                return None;
            }
            let total = items.len() * count;
            Some(Const::Tuple(items.iter().cycle().take(total).cloned().collect()))
        }
        _ => None,
    }
}

/// What is left of a budget of items after a constant; `None` when it is used up.
fn count_items(value: &Const, left: isize) -> Option<isize> {
    let left = left - 1;
    let left = match value {
        Const::Tuple(items) => items.iter().try_fold(left, |left, item| count_items(item, left))?,
        _ => left,
    };
    (left >= 0).then_some(left)
}

fn subscript(value: &Const, index: &Const) -> Option<Const> {
    let index = i64::try_from(as_int(index)?).ok()?;
    let resolve = |length: usize| {
        let at = if index < 0 { index + length as i64 } else { index };
        usize::try_from(at).ok().filter(|at| at.cmp(&length) == Ordering::Less)
    };
    match value {
        Const::Tuple(items) => Some(items[resolve(items.len())?].clone()),
        Const::Bytes(bytes) => Some(Const::Int(bytes[resolve(bytes.len())?].into())),
        Const::Str(s) => {
            let code_point = s.code_points().nth(resolve(s.len())?)?;
            let mut bytes = Vec::new();
            Text::push_code_point(&mut bytes, code_point);
            Text::from_bytes(bytes).map(Const::Str)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_division_rounds_down() {
        for (a, b) in [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, -2), (0, -3)] {
            let expected = (a as f64 / b as f64).floor() as i64;
            assert_eq!(floor_div(&IBig::from(a), &IBig::from(b)), IBig::from(expected), "{a} // {b}");
        }
    }

    #[test]
    fn results_are_bounded() {
        let int = Const::Int;
        assert_eq!(binary(Operator::Pow, int(2), int(100)).map(|_| ()), None);
        assert_eq!(binary(Operator::Pow, int(2), int(64)), Some(Const::int(IBig::from(1) << 64)));
        assert_eq!(binary(Operator::Mult, Const::str("ab"), int(5000)), None);
        assert_eq!(binary(Operator::Mult, Const::str("ab"), int(2)), Some(Const::str("abab")));
        assert_eq!(binary(Operator::FloorDiv, int(1), int(0)), None);
    }

    #[test]
    fn bools_stay_bools_under_logic_only() {
        let (t, f) = (Const::Bool(true), Const::Bool(false));
        assert_eq!(binary(Operator::BitOr, t.clone(), f.clone()), Some(Const::Bool(true)));
        assert_eq!(binary(Operator::Add, t.clone(), f), Some(Const::Int(1)));
        assert_eq!(unary(UnaryOp::Invert, t), None);
    }

    #[test]
    fn literals_of_every_base() {
        assert_eq!(parse_int("0xffff_ffff_ffff_ffff_ff"), (IBig::from(1) << 72) - 1);
        assert_eq!(parse_int("0b1_0"), IBig::from(2));
        assert_eq!(parse_int("123"), IBig::from(123));
    }
}
