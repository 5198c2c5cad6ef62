//! Expressions back to text, for annotations under `from __future__ import annotations`.
//!
//! The same text as CPython's `ast_unparse.c`: single quotes, one space around operators, parentheses where precedence
//! needs them.

use ruff_python_ast::{
    Arguments, BoolOp, CmpOp, Comprehension, Expr, FStringPart, InterpolatedStringElement, InterpolatedStringElements,
    Operator, Parameter, ParameterWithDefault, Parameters, UnaryOp,
};
use taipan_bytecode::Const;

use super::Compiler;

/// How tightly an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    fn tighter(self) -> Level {
        use Level::*;
        const ORDER: [Level; 16] =
            [Tuple, Test, Or, And, Not, Compare, BitOr, BitXor, BitAnd, Shift, Arith, Term, Factor, Power, Await, Atom];
        ORDER[(self as usize + 1).min(15)]
    }
}

fn operator(op: Operator) -> (&'static str, Level) {
    match op {
        Operator::Add => (" + ", Level::Arith),
        Operator::Sub => (" - ", Level::Arith),
        Operator::Mult => (" * ", Level::Term),
        Operator::MatMult => (" @ ", Level::Term),
        Operator::Div => (" / ", Level::Term),
        Operator::Mod => (" % ", Level::Term),
        Operator::FloorDiv => (" // ", Level::Term),
        Operator::Pow => (" ** ", Level::Power),
        Operator::LShift => (" << ", Level::Shift),
        Operator::RShift => (" >> ", Level::Shift),
        Operator::BitOr => (" | ", Level::BitOr),
        Operator::BitXor => (" ^ ", Level::BitXor),
        Operator::BitAnd => (" & ", Level::BitAnd),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}

/// Writes one expression.
struct Writer<'c, 'a> {
    compiler: &'c mut Compiler<'a>,
    out: String,
}

impl Compiler<'_> {
    /// The text of an expression.
    pub(super) fn unparse(&mut self, e: &Expr) -> String {
        let mut writer = Writer { compiler: self, out: String::new() };
        writer.expr(e, Level::Test);
        writer.out
    }
}

impl Writer<'_, '_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn parenthesized(&mut self, needed: bool, write: impl FnOnce(&mut Self)) {
        if needed {
            self.put("(");
        }
        write(self);
        if needed {
            self.put(")");
        }
    }

    fn list(&mut self, items: &[Expr], level: Level) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            self.expr(item, level);
        }
    }

    fn expr(&mut self, e: &Expr, level: Level) {
        match e {
            Expr::BoolOp(e) => {
                let (word, own) = match e.op {
                    BoolOp::And => (" and ", Level::And),
                    BoolOp::Or => (" or ", Level::Or),
                };
                self.parenthesized(level > own, |w| {
                    for (index, value) in e.values.iter().enumerate() {
                        if index > 0 {
                            w.put(word);
                        }
                        w.expr(value, own.tighter());
                    }
                });
            }
            Expr::BinOp(e) => {
                let (word, own) = operator(e.op);
                let right_first = e.op == Operator::Pow;
                self.parenthesized(level > own, |w| {
                    w.expr(&e.left, if right_first { own.tighter() } else { own });
                    w.put(word);
                    w.expr(&e.right, if right_first { own } else { own.tighter() });
                });
            }
            Expr::UnaryOp(e) => {
                let (word, own) = match e.op {
                    UnaryOp::Invert => ("~", Level::Factor),
                    UnaryOp::Not => ("not ", Level::Not),
                    UnaryOp::UAdd => ("+", Level::Factor),
                    UnaryOp::USub => ("-", Level::Factor),
                };
                self.parenthesized(level > own, |w| {
                    w.put(word);
                    w.expr(&e.operand, own);
                });
            }
            Expr::Lambda(e) => self.parenthesized(level > Level::Test, |w| {
                w.put("lambda");
                if let Some(parameters) = &e.parameters
                    && !parameters.is_empty()
                {
                    w.put(" ");
                    w.parameters(parameters);
                }
                w.put(": ");
                w.expr(&e.body, Level::Test);
            }),
            Expr::If(e) => self.parenthesized(level > Level::Test, |w| {
                w.expr(&e.body, Level::Test.tighter());
                w.put(" if ");
                w.expr(&e.test, Level::Test.tighter());
                w.put(" else ");
                w.expr(&e.orelse, Level::Test);
            }),
            Expr::Compare(e) => self.parenthesized(level > Level::Compare, |w| {
                w.expr(&e.left, Level::Compare.tighter());
                for (op, right) in e.ops.iter().zip(&e.comparators) {
                    w.put(comparison(*op));
                    w.expr(right, Level::Compare.tighter());
                }
            }),
            Expr::Named(e) => self.parenthesized(level > Level::Tuple, |w| {
                w.expr(&e.target, Level::Atom);
                w.put(" := ");
                w.expr(&e.value, Level::Atom);
            }),
            Expr::Await(e) => self.parenthesized(level > Level::Await, |w| {
                w.put("await ");
                w.expr(&e.value, Level::Atom);
            }),
            Expr::Yield(e) => match &e.value {
                Some(value) => {
                    self.put("(yield ");
                    self.expr(value, Level::Test);
                    self.put(")");
                }
                None => self.put("(yield)"),
            },
            Expr::YieldFrom(e) => {
                self.put("(yield from ");
                self.expr(&e.value, Level::Test);
                self.put(")");
            }
            Expr::Tuple(e) => {
                if e.elts.is_empty() {
                    return self.put("()");
                }
                self.parenthesized(level > Level::Tuple, |w| {
                    w.list(&e.elts, Level::Test);
                    if e.elts.len() == 1 {
                        w.put(",");
                    }
                });
            }
            Expr::Starred(e) => {
                self.put("*");
                self.expr(&e.value, Level::BitOr);
            }
            _ => self.atom(e),
        }
    }

    fn bracketed(&mut self, open: &str, close: &str, write: impl FnOnce(&mut Self)) {
        self.put(open);
        write(self);
        self.put(close);
    }

    fn atom(&mut self, e: &Expr) {
        match e {
            Expr::Name(e) => self.put(&e.id),
            Expr::Attribute(e) => {
                self.expr(&e.value, Level::Atom);
                // `1.real` would be a float.
                self.put(if e.value.is_number_literal_expr() { " ." } else { "." });
                self.put(&e.attr);
            }
            Expr::Subscript(e) => {
                self.expr(&e.value, Level::Atom);
                self.bracketed("[", "]", |w| w.expr(&e.slice, Level::Tuple));
            }
            Expr::Slice(e) => {
                let mut part = |part: &Option<Box<Expr>>| {
                    if let Some(e) = part {
                        self.expr(e, Level::Test);
                    }
                };
                part(&e.lower);
                self.put(":");
                if let Some(upper) = &e.upper {
                    self.expr(upper, Level::Test);
                }
                if let Some(step) = &e.step {
                    self.put(":");
                    self.expr(step, Level::Test);
                }
            }
            Expr::Call(e) => {
                self.expr(&e.func, Level::Atom);
                self.arguments(&e.arguments);
            }
            Expr::List(e) => self.bracketed("[", "]", |w| w.list(&e.elts, Level::Test)),
            Expr::Set(e) => self.bracketed("{", "}", |w| w.list(&e.elts, Level::Test)),
            Expr::Dict(e) => self.bracketed("{", "}", |w| {
                for (index, item) in e.items.iter().enumerate() {
                    if index > 0 {
                        w.put(", ");
                    }
                    match &item.key {
                        Some(key) => {
                            w.expr(key, Level::Test);
                            w.put(": ");
                            w.expr(&item.value, Level::Test);
                        }
                        None => {
                            w.put("**");
                            w.expr(&item.value, Level::BitOr);
                        }
                    }
                }
            }),
            Expr::ListComp(e) => self.bracketed("[", "]", |w| w.comprehension(&e.elt, &e.generators)),
            Expr::SetComp(e) => self.bracketed("{", "}", |w| w.comprehension(&e.elt, &e.generators)),
            Expr::Generator(e) => self.bracketed("(", ")", |w| w.comprehension(&e.elt, &e.generators)),
            Expr::DictComp(e) => self.bracketed("{", "}", |w| {
                if let Some(key) = &e.key {
                    w.expr(key, Level::Test);
                    w.put(": ");
                }
                w.comprehension(&e.value, &e.generators);
            }),
            Expr::FString(e) => {
                let mut body = String::new();
                for part in &e.value {
                    match part {
                        FStringPart::Literal(literal) => body.push_str(&escape_braces(&literal.value)),
                        FStringPart::FString(part) => self.interpolated(&part.elements, &mut body),
                    }
                }
                self.put("f");
                self.put(&Const::str(body).repr());
            }
            Expr::TString(e) => {
                let mut body = String::new();
                e.value.iter().for_each(|part| self.interpolated(&part.elements, &mut body));
                self.put("t");
                self.put(&Const::str(body).repr());
            }
            Expr::EllipsisLiteral(_) => self.put("..."),
            _ => {
                let text = self.compiler.constant(e).map_or_else(String::new, |value| value.repr());
                self.put(&text.replace("inf", "1e309"));
            }
        }
    }

    fn interpolated(&mut self, elements: &InterpolatedStringElements, body: &mut String) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => body.push_str(&escape_braces(&literal.value)),
                InterpolatedStringElement::Interpolation(value) => {
                    if let Some(debug) = &value.debug_text {
                        body.push_str(&escape_braces(debug.as_str()));
                    }
                    let mut inner = Writer { compiler: &mut *self.compiler, out: String::new() };
                    inner.expr(&value.expression, Level::Test.tighter());
                    let text = inner.out;
                    // `{{` would be a brace.
                    body.push_str(if text.starts_with('{') { "{ " } else { "{" });
                    body.push_str(&text);
                    let repr_wanted = value.debug_text.is_some() && value.format_spec.is_none();
                    if let Some(flag) = value.conversion.to_char().or(repr_wanted.then_some('r')) {
                        body.push('!');
                        body.push(flag);
                    }
                    if let Some(spec) = &value.format_spec {
                        body.push(':');
                        self.interpolated(&spec.elements, body);
                    }
                    body.push('}');
                }
            }
        }
    }

    fn comprehension(&mut self, element: &Expr, generators: &[Comprehension]) {
        self.expr(element, Level::Test);
        for generator in generators {
            self.put(if generator.is_async { " async for " } else { " for " });
            self.expr(&generator.target, Level::Tuple);
            self.put(" in ");
            self.expr(&generator.iter, Level::Test.tighter());
            for test in &generator.ifs {
                self.put(" if ");
                self.expr(test, Level::Test.tighter());
            }
        }
    }

    fn arguments(&mut self, arguments: &Arguments) {
        if let ([Expr::Generator(_)], []) = (&*arguments.args, &*arguments.keywords) {
            return self.expr(&arguments.args[0], Level::Test);
        }
        self.put("(");
        self.list(&arguments.args, Level::Test);
        for (index, keyword) in arguments.keywords.iter().enumerate() {
            if index > 0 || !arguments.args.is_empty() {
                self.put(", ");
            }
            match &keyword.arg {
                Some(name) => {
                    self.put(name);
                    self.put("=");
                }
                None => self.put("**"),
            }
            self.expr(&keyword.value, Level::Test);
        }
        self.put(")");
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let mut first = true;
        for (index, parameter) in parameters.posonlyargs.iter().chain(&parameters.args).enumerate() {
            self.parameter(&mut first, parameter);
            if index + 1 == parameters.posonlyargs.len() {
                self.put(", /");
            }
        }
        if parameters.vararg.is_some() || !parameters.kwonlyargs.is_empty() {
            self.separate(&mut first);
            self.put("*");
            if let Some(vararg) = &parameters.vararg {
                self.parameter_name(vararg);
            }
        }
        parameters.kwonlyargs.iter().for_each(|parameter| self.parameter(&mut first, parameter));
        if let Some(kwarg) = &parameters.kwarg {
            self.separate(&mut first);
            self.put("**");
            self.parameter_name(kwarg);
        }
    }

    fn separate(&mut self, first: &mut bool) {
        if !std::mem::take(first) {
            self.put(", ");
        }
    }

    fn parameter(&mut self, first: &mut bool, parameter: &ParameterWithDefault) {
        self.separate(first);
        self.parameter_name(&parameter.parameter);
        if let Some(default) = &parameter.default {
            self.put("=");
            self.expr(default, Level::Test);
        }
    }

    fn parameter_name(&mut self, parameter: &Parameter) {
        self.put(&parameter.name);
    }
}

fn escape_braces(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
