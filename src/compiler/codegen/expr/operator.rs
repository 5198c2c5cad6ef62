//! Unary and binary operators, comparisons.

use ruff_python_ast::{CmpOp, Expr, ExprBinOp, ExprCompare, ExprUnaryOp, Operator, UnaryOp};
use taipan_bytecode::operand::{BinaryOp, Comparison, Intrinsic1};
use taipan_bytecode::{Const, Op, Position};

use super::super::Compiler;
use crate::error::Res;

/// The argument of BINARY_OP.
pub(in crate::codegen) fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Subtract,
        Operator::Mult => BinaryOp::Multiply,
        Operator::MatMult => BinaryOp::MatrixMultiply,
        Operator::Div => BinaryOp::TrueDivide,
        Operator::Mod => BinaryOp::Remainder,
        Operator::Pow => BinaryOp::Power,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDivide,
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn binop(&mut self, e: &'a ExprBinOp) -> Res {
        let loc = self.loc(e);
        if e.op == Operator::Mod && self.percent_format(e)? {
            return Ok(());
        }
        self.expr(&e.left)?;
        self.expr(&e.right)?;
        self.binary(binary_op(e.op), loc);
        Ok(())
    }

    pub(super) fn unary(&mut self, e: &'a ExprUnaryOp) -> Res {
        let loc = self.loc(e);
        self.expr(&e.operand)?;
        match e.op {
            UnaryOp::Not => {
                self.emit(Op::TO_BOOL, 0, loc);
                self.emit(Op::UNARY_NOT, 0, loc);
            }
            UnaryOp::UAdd => self.intrinsic1(Intrinsic1::UnaryPositive, loc),
            UnaryOp::USub => self.emit(Op::UNARY_NEGATIVE, 0, loc),
            UnaryOp::Invert => self.emit(Op::UNARY_INVERT, 0, loc),
        }
        Ok(())
    }

    /// `[a, b] -> [result]`
    pub(super) fn emit_compare(&mut self, op: CmpOp, loc: Position) {
        let comparison = match op {
            CmpOp::Eq => Comparison::Eq,
            CmpOp::NotEq => Comparison::Ne,
            CmpOp::Lt => Comparison::Lt,
            CmpOp::LtE => Comparison::Le,
            CmpOp::Gt => Comparison::Gt,
            CmpOp::GtE => Comparison::Ge,
            CmpOp::Is => return self.emit(Op::IS_OP, 0, loc),
            CmpOp::IsNot => return self.emit(Op::IS_OP, 1, loc),
            CmpOp::In => return self.emit(Op::CONTAINS_OP, 0, loc),
            CmpOp::NotIn => return self.emit(Op::CONTAINS_OP, 1, loc),
        };
        self.emit(Op::COMPARE_OP, comparison.encode(false), loc);
    }

    pub(super) fn compare(&mut self, e: &'a ExprCompare) -> Res {
        let loc = self.loc(e);
        self.check_compare(e, loc);
        self.expr(&e.left)?;
        let last = e.ops.len() - 1;
        if last == 0 {
            self.comparand(e.ops[0], &e.comparators[0])?;
            self.emit_compare(e.ops[0], loc);
            return Ok(());
        }
        let (cleanup, end) = (self.new_label(), self.new_label());
        for index in 0..last {
            self.comparand(e.ops[index], &e.comparators[index])?;
            self.chain_link(e.ops[index], loc);
            self.jump_ir(crate::flow::IrOp::JumpIfFalse, cleanup, loc);
            self.emit(Op::POP_TOP, 0, loc);
        }
        self.comparand(e.ops[last], &e.comparators[last])?;
        self.emit_compare(e.ops[last], loc);
        self.jump_plain(end);
        // `[b, result]`: the comparand that the next link would have used goes.
        self.place(cleanup);
        self.emit(Op::SWAP, 2, loc);
        self.emit(Op::POP_TOP, 0, loc);
        self.place(end);
        Ok(())
    }

    /// One link of `a < b < c`: `[a, b] -> [b, result]`.
    pub(super) fn chain_link(&mut self, op: CmpOp, loc: Position) {
        self.emit(Op::SWAP, 2, loc);
        self.emit(Op::COPY, 2, loc);
        self.emit_compare(op, loc);
    }

    /// The right side of a comparison; `x in [1, 2]` looks into a constant.
    pub(super) fn comparand(&mut self, op: CmpOp, e: &'a Expr) -> Res {
        if matches!(op, CmpOp::In | CmpOp::NotIn) {
            return self.searched(e);
        }
        self.expr(e)
    }

    /// A list or set display that nobody can change: a tuple or frozenset does.
    pub(in crate::codegen) fn searched(&mut self, e: &'a Expr) -> Res {
        let loc = self.loc(e);
        match e {
            Expr::List(list) => {
                if let Some(items) = self.constants(&list.elts) {
                    self.load_const(Const::Tuple(items.into()), loc);
                    return Ok(());
                }
                self.sequence_as_tuple(&list.elts, loc)
            }
            Expr::Set(set) => match self.constants(&set.elts) {
                Some(items) => {
                    let distinct: crate::pool::Pool<Const> = items.into_iter().collect();
                    self.load_const(Const::FrozenSet(distinct.into_items().into()), loc);
                    Ok(())
                }
                None => self.expr(e),
            },
            _ => self.expr(e),
        }
    }

    /// The values of constant expressions, if all are.
    pub(in crate::codegen) fn constants(&mut self, exprs: &[Expr]) -> Option<Vec<Const>> {
        exprs.iter().map(|expr| self.constant(expr)).collect()
    }

    /// Warns of identity tests with literals.
    pub(super) fn check_compare(&mut self, e: &'a ExprCompare, loc: Position) {
        let mut left = &*e.left;
        for (op, right) in e.ops.iter().zip(&e.comparators) {
            if matches!(op, CmpOp::Is | CmpOp::IsNot)
                && let Some(name) = literal_type(left).or_else(|| literal_type(right))
            {
                let (op, better) = if *op == CmpOp::Is { ("is", "==") } else { ("is not", "!=") };
                return self.warn(format!("\"{op}\" with '{name}' literal. Did you mean \"{better}\"?"), loc);
            }
            left = right;
        }
    }

    /// `'%s' % (x,)` as an f-string, where that is the same. Returns whether it was done.
    fn percent_format(&mut self, e: &'a ExprBinOp) -> Res<bool> {
        let (Expr::StringLiteral(format), Expr::Tuple(values)) = (&*e.left, &*e.right) else { return Ok(false) };
        if values.elts.iter().any(Expr::is_starred_expr) {
            return Ok(false);
        }
        let text = self.string_text(format);
        let Some(parts) = text.as_str().and_then(|text| simple_format(text, values.elts.len())) else {
            return Ok(false);
        };
        let loc = self.loc(e);
        let mut count = 0;
        let mut values = values.elts.iter();
        for part in parts {
            match part {
                FormatPart::Text(text) => self.load_str(&text, loc),
                FormatPart::Value(conversion) => {
                    let value = values.next().expect("the values were counted");
                    let value_loc = self.loc(value);
                    self.expr(value)?;
                    self.emit(Op::CONVERT_VALUE, conversion.arg(), value_loc);
                    self.emit(Op::FORMAT_SIMPLE, 0, value_loc);
                }
            }
            count += 1;
        }
        match count {
            0 => self.load_str("", loc),
            1 => {}
            _ => self.emit(Op::BUILD_STRING, count, loc),
        }
        Ok(true)
    }
}

enum FormatPart {
    Text(String),
    Value(taipan_bytecode::operand::Conversion),
}

/// The parts of a format that has only `%s`, `%r`, `%a` and `%%`, and exactly as many values as given.
fn simple_format(text: &str, values: usize) -> Option<Vec<FormatPart>> {
    use taipan_bytecode::operand::Conversion;
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut found = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            literal.push(c);
            continue;
        }
        let conversion = match chars.next()? {
            '%' => {
                literal.push('%');
                continue;
            }
            's' => Conversion::Str,
            'r' => Conversion::Repr,
            'a' => Conversion::Ascii,
            _ => return None,
        };
        if !literal.is_empty() {
            parts.push(FormatPart::Text(std::mem::take(&mut literal)));
        }
        parts.push(FormatPart::Value(conversion));
        found += 1;
    }
    if !literal.is_empty() {
        parts.push(FormatPart::Text(literal));
    }
    (found == values).then_some(parts)
}

/// The type of a literal that should not be compared by identity.
fn literal_type(e: &Expr) -> Option<&'static str> {
    match e {
        Expr::NumberLiteral(number) => Some(match &number.value {
            ruff_python_ast::Number::Int(_) => "int",
            ruff_python_ast::Number::Float(_) => "float",
            ruff_python_ast::Number::Complex { .. } => "complex",
        }),
        Expr::StringLiteral(_) => Some("str"),
        Expr::BytesLiteral(_) => Some("bytes"),
        Expr::Tuple(tuple) => tuple.elts.iter().all(Expr::is_literal_expr).then_some("tuple"),
        _ => None,
    }
}
