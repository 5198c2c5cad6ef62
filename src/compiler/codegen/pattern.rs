//! `match` statements (PEP 634).
//!
//! A pattern consumes the subject on top of the stack. When it fails it jumps to a label that pops what the pattern has
//! left there: `fail_pop[n]` pops n values and goes on to the next case. Captured values wait on the stack, below what is
//! still being matched (`on_top` values), and are stored only when the whole pattern has matched.

use ruff_python_ast::name::Name;
use ruff_python_ast::{
    Expr, Identifier, MatchCase, Number, Operator, Pattern, PatternMatchAs, PatternMatchClass, PatternMatchMapping,
    PatternMatchOr, PatternMatchSequence, Singleton, StmtMatch, UnaryOp,
};
use taipan_bytecode::operand::{BinaryOp, Comparison};
use taipan_bytecode::{Const, Op, Position};

use super::Compiler;
use crate::error::Res;
use crate::flow::{Label, NO_LOCATION};

/// State of one case.
#[derive(Default)]
struct Case {
    /// Captured names, in the order of their values on the stack.
    stores: Vec<Name>,
    /// Whether a pattern that always matches may stand here.
    allow_irrefutable: bool,
    /// `fail_pop[n]` pops n values.
    fail_pop: Vec<Label>,
    /// Values that must stay on top of captured ones.
    on_top: usize,
}

/// Whether a pattern is a bare `_`.
fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchAs(PatternMatchAs { name: None, pattern: None, .. }))
}

fn is_star(pattern: &Pattern) -> bool {
    pattern.is_match_star()
}

fn is_star_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchStar(star) if star.name.is_none())
}

impl<'a> Compiler<'a> {
    pub(super) fn match_stmt(&mut self, stmt: &'a StmtMatch) -> Res {
        self.expr(&stmt.subject)?;
        let end = self.new_label();
        let (last, first) = stmt.cases.split_last().expect("a match has cases");
        let default = is_wildcard(&last.pattern) && !first.is_empty();
        for (index, case) in first.iter().enumerate() {
            let last_tested = default && index + 1 == first.len();
            self.case(case, end, false, !last_tested)?;
        }
        if default {
            self.default_case(last, end)?;
        } else {
            self.case(last, end, true, false)?;
        }
        self.place(end);
        Ok(())
    }

    /// One case: `[subject]` before; after a failure `[subject]` if it is kept for the next case, else `[]`.
    fn case(&mut self, stmt: &'a MatchCase, end: Label, is_last: bool, keeps_subject: bool) -> Res {
        let loc = self.loc(&stmt.pattern);
        let mut case = Case { allow_irrefutable: is_last || stmt.guard.is_some(), ..Case::default() };
        if keeps_subject {
            self.emit(Op::COPY, 1, loc);
        }
        self.pattern(&stmt.pattern, &mut case)?;
        debug_assert_eq!(case.on_top, 0);
        for name in std::mem::take(&mut case.stores) {
            self.store_name(&name, loc);
        }
        if let Some(guard) = &stmt.guard {
            let fail = self.fail_label(&mut case, 0);
            self.jump_if(guard, fail, false, loc)?;
        }
        if keeps_subject {
            self.emit(Op::POP_TOP, 0, loc);
        }
        self.suite(&stmt.body)?;
        self.jump_plain(end);
        self.place_failures(case, loc);
        Ok(())
    }

    /// `case _:` at the end; the subject is gone already.
    fn default_case(&mut self, stmt: &'a MatchCase, end: Label) -> Res {
        let loc = self.loc(&stmt.pattern);
        self.emit(Op::NOP, 0, loc);
        if let Some(guard) = &stmt.guard {
            self.jump_if(guard, end, false, loc)?;
        }
        self.suite(&stmt.body)
    }

    /// The label that pops `count` values.
    fn fail_label(&mut self, case: &mut Case, count: usize) -> Label {
        while case.fail_pop.len() <= count {
            let label = self.new_label();
            case.fail_pop.push(label);
        }
        case.fail_pop[count]
    }

    /// Jumps to failure, everything on the stack that belongs to the pattern being popped there.
    fn jump_to_fail(&mut self, case: &mut Case, op: Op, loc: Position) {
        let pops = case.on_top + case.stores.len();
        let label = self.fail_label(case, pops);
        self.jump(op, label, loc);
    }

    fn place_failures(&mut self, case: Case, loc: Position) {
        for (count, label) in case.fail_pop.into_iter().enumerate().rev() {
            self.place(label);
            if count > 0 {
                self.emit(Op::POP_TOP, 0, loc);
            }
        }
    }

    /// Puts the top below `count - 1` others.
    fn rotate(&mut self, count: usize, loc: Position) {
        for depth in (2..=count as u32).rev() {
            self.emit(Op::SWAP, depth, loc);
        }
    }

    /// Keeps the top for a name, or drops it.
    fn capture(&mut self, case: &mut Case, name: Option<&Identifier>, loc: Position) -> Res {
        let Some(name) = name else {
            self.emit(Op::POP_TOP, 0, loc);
            return Ok(());
        };
        self.capture_name(case, name, loc)
    }

    fn capture_name(&mut self, case: &mut Case, name: &Identifier, loc: Position) -> Res {
        if case.stores.contains(&name.id) {
            return self.error(format!("multiple assignments to name '{name}' in pattern"), loc);
        }
        // Below what stays on top, above earlier captures.
        self.rotate(case.on_top + case.stores.len() + 1, loc);
        case.stores.push(name.id.clone());
        Ok(())
    }

    /// `[subject] -> []`
    fn pattern(&mut self, pattern: &'a Pattern, case: &mut Case) -> Res {
        let loc = self.loc(pattern);
        match pattern {
            Pattern::MatchValue(value) => {
                self.check_value(&value.value)?;
                self.expr(&value.value)?;
                self.emit(Op::COMPARE_OP, Comparison::Eq.encode(false), loc);
                self.emit(Op::TO_BOOL, 0, loc);
                self.jump_to_fail(case, Op::POP_JUMP_IF_FALSE, loc);
                Ok(())
            }
            Pattern::MatchSingleton(singleton) => {
                let value = match singleton.value {
                    Singleton::None => Const::None,
                    Singleton::True => Const::Bool(true),
                    Singleton::False => Const::Bool(false),
                };
                self.load_const(value, loc);
                self.emit(Op::IS_OP, 0, loc);
                self.jump_to_fail(case, Op::POP_JUMP_IF_FALSE, loc);
                Ok(())
            }
            Pattern::MatchSequence(sequence) => self.sequence(sequence, case, loc),
            Pattern::MatchMapping(mapping) => self.mapping(mapping, case, loc),
            Pattern::MatchClass(class) => self.class_pattern(class, case, loc),
            Pattern::MatchStar(star) => self.capture(case, star.name.as_ref(), loc),
            Pattern::MatchAs(capture) => self.as_pattern(capture, case, loc),
            Pattern::MatchOr(alternatives) => self.or_pattern(alternatives, case, loc),
        }
    }

    /// A pattern inside another one may always match.
    fn subpattern(&mut self, pattern: &'a Pattern, case: &mut Case) -> Res {
        let outer = std::mem::replace(&mut case.allow_irrefutable, true);
        self.pattern(pattern, case)?;
        case.allow_irrefutable = outer;
        Ok(())
    }

    fn as_pattern(&mut self, pattern: &'a PatternMatchAs, case: &mut Case, loc: Position) -> Res {
        let Some(inner) = &pattern.pattern else {
            if !case.allow_irrefutable {
                return match &pattern.name {
                    Some(name) => {
                        let msg = format!("name capture '{name}' makes remaining patterns unreachable");
                        self.error(msg, loc)
                    }
                    None => self.error("wildcard makes remaining patterns unreachable", loc),
                };
            }
            return self.capture(case, pattern.name.as_ref(), loc);
        };
        case.on_top += 1;
        self.emit(Op::COPY, 1, loc);
        self.pattern(inner, case)?;
        case.on_top -= 1;
        self.capture(case, pattern.name.as_ref(), loc)
    }

    fn sequence(&mut self, pattern: &'a PatternMatchSequence, case: &mut Case, loc: Position) -> Res {
        let patterns = &pattern.patterns;
        let size = patterns.len();
        let stars: Vec<usize> = (0..size).filter(|i| is_star(&patterns[*i])).collect();
        if stars.len() > 1 {
            return self.error("multiple starred names in sequence pattern", loc);
        }
        let star = stars.first().copied();
        let only_wildcard = patterns.iter().all(|p| is_wildcard(p) || is_star_wildcard(p));
        let star_wildcard = star.is_some_and(|i| is_star_wildcard(&patterns[i]));

        case.on_top += 1;
        self.emit(Op::MATCH_SEQUENCE, 0, loc);
        self.jump_to_fail(case, Op::POP_JUMP_IF_FALSE, loc);
        let wanted = match star {
            None => Some((size, Comparison::Eq)),
            Some(_) if size > 1 => Some((size - 1, Comparison::Ge)),
            Some(_) => None,
        };
        if let Some((length, comparison)) = wanted {
            self.emit(Op::GET_LEN, 0, loc);
            self.load_const(Const::Int(length as i64), loc);
            self.emit(Op::COMPARE_OP, comparison.encode(true), loc);
            self.jump_to_fail(case, Op::POP_JUMP_IF_FALSE, loc);
        }
        case.on_top -= 1;
        if only_wildcard {
            self.emit(Op::POP_TOP, 0, loc);
            Ok(())
        } else if let Some(star) = star.filter(|_| star_wildcard) {
            self.items_by_index(patterns, star, case, loc)
        } else {
            self.items_by_unpacking(patterns, star, case, loc)
        }
    }

    /// The items around `*_`, each fetched by its index.
    fn items_by_index(&mut self, patterns: &'a [Pattern], star: usize, case: &mut Case, loc: Position) -> Res {
        case.on_top += 1;
        let size = patterns.len();
        for (index, pattern) in patterns.iter().enumerate() {
            if is_wildcard(pattern) || index == star {
                continue;
            }
            self.emit(Op::COPY, 1, loc);
            if index < star {
                self.load_const(Const::Int(index as i64), loc);
            } else {
                // Counted from the end.
                self.emit(Op::GET_LEN, 0, loc);
                self.load_const(Const::Int((size - index) as i64), loc);
                self.binary(BinaryOp::Subtract, loc);
            }
            self.binary(BinaryOp::Subscr, loc);
            self.subpattern(pattern, case)?;
        }
        case.on_top -= 1;
        self.emit(Op::POP_TOP, 0, loc);
        Ok(())
    }

    fn items_by_unpacking(
        &mut self,
        patterns: &'a [Pattern],
        star: Option<usize>,
        case: &mut Case,
        loc: Position,
    ) -> Res {
        let size = patterns.len();
        match star {
            None => self.emit(Op::UNPACK_SEQUENCE, size as u32, loc),
            Some(before) => {
                let after = size - before - 1;
                if before >= 1 << 8 || after >= 1 << 16 {
                    return self.error("too many expressions in star-unpacking sequence pattern", loc);
                }
                self.emit(Op::UNPACK_EX, before as u32 | (after as u32) << 8, loc);
            }
        }
        case.on_top += size;
        for pattern in patterns {
            case.on_top -= 1;
            self.subpattern(pattern, case)?;
        }
        Ok(())
    }

    fn mapping(&mut self, pattern: &'a PatternMatchMapping, case: &mut Case, loc: Position) -> Res {
        let size = pattern.keys.len();
        case.on_top += 1;
        self.emit(Op::MATCH_MAPPING, 0, loc);
        self.jump_to_fail(case, Op::POP_JUMP_IF_FALSE, loc);
        if size == 0 && pattern.rest.is_none() {
            case.on_top -= 1;
            self.emit(Op::POP_TOP, 0, loc);
            return Ok(());
        }
        if size > 0 {
            self.emit(Op::GET_LEN, 0, loc);
            self.load_const(Const::Int(size as i64), loc);
            self.emit(Op::COMPARE_OP, Comparison::Ge.encode(true), loc);
            self.jump_to_fail(case, Op::POP_JUMP_IF_FALSE, loc);
        }
        self.mapping_keys(&pattern.keys, loc)?;
        self.emit(Op::MATCH_KEYS, 0, loc);
        case.on_top += 2;
        self.emit(Op::COPY, 1, loc);
        self.load_const(Const::None, loc);
        self.emit(Op::IS_OP, 1, loc);
        self.jump_to_fail(case, Op::POP_JUMP_IF_FALSE, loc);
        self.emit(Op::UNPACK_SEQUENCE, size as u32, loc);
        case.on_top += size;
        case.on_top -= 1;
        for pattern in &pattern.patterns {
            case.on_top -= 1;
            self.subpattern(pattern, case)?;
        }
        case.on_top -= 2;
        match &pattern.rest {
            Some(rest) => {
                // `[subject, keys]`: a dict of the subject without the keys.
                self.emit(Op::BUILD_MAP, 0, loc);
                self.emit(Op::SWAP, 3, loc);
                self.emit(Op::DICT_UPDATE, 2, loc);
                self.emit(Op::UNPACK_SEQUENCE, size as u32, loc);
                for left in (0..size as u32).rev() {
                    self.emit(Op::COPY, 2 + left, loc);
                    self.emit(Op::SWAP, 2, loc);
                    self.emit(Op::DELETE_SUBSCR, 0, loc);
                }
                self.capture(case, Some(rest), loc)
            }
            None => {
                self.emit(Op::POP_TOP, 0, loc);
                self.emit(Op::POP_TOP, 0, loc);
                Ok(())
            }
        }
    }

    /// `[] -> [keys]`
    fn mapping_keys(&mut self, keys: &'a [Expr], loc: Position) -> Res {
        let mut seen = Vec::new();
        for key in keys {
            match self.pattern_constant(key) {
                Some(value) => {
                    if seen.contains(&value) {
                        let text = value.repr();
                        return self.error(format!("mapping pattern checks duplicate key ({text})"), loc);
                    }
                    seen.push(value);
                }
                None if key.is_attribute_expr() => {}
                None => {
                    let msg = "mapping pattern keys may only match literals and attribute lookups";
                    return self.error(msg, loc);
                }
            }
        }
        if seen.len() == keys.len() {
            self.load_const(Const::Tuple(seen.into()), loc);
            return Ok(());
        }
        self.exprs(keys)?;
        self.emit(Op::BUILD_TUPLE, keys.len() as u32, loc);
        Ok(())
    }

    fn class_pattern(&mut self, pattern: &'a PatternMatchClass, case: &mut Case, loc: Position) -> Res {
        let arguments = &pattern.arguments;
        let mut names: Vec<&Identifier> = Vec::new();
        for keyword in &arguments.keywords {
            if names.iter().any(|name| name.id == keyword.attr.id) {
                let msg = format!("attribute name repeated in class pattern: {}", keyword.attr);
                return self.error(msg, self.loc(&keyword.pattern));
            }
            names.push(&keyword.attr);
        }
        self.expr(&pattern.cls)?;
        let names = names.iter().map(|name| Const::str(name.as_str())).collect();
        self.load_const(Const::Tuple(names), loc);
        self.emit(Op::MATCH_CLASS, arguments.patterns.len() as u32, loc);
        self.emit(Op::COPY, 1, loc);
        self.load_const(Const::None, loc);
        self.emit(Op::IS_OP, 1, loc);
        case.on_top += 1;
        self.jump_to_fail(case, Op::POP_JUMP_IF_FALSE, loc);
        let total = arguments.patterns.len() + arguments.keywords.len();
        self.emit(Op::UNPACK_SEQUENCE, total as u32, loc);
        case.on_top += total;
        case.on_top -= 1;
        let inner = arguments.patterns.iter().chain(arguments.keywords.iter().map(|keyword| &keyword.pattern));
        for pattern in inner {
            case.on_top -= 1;
            if is_wildcard(pattern) {
                self.emit(Op::POP_TOP, 0, loc);
            } else {
                self.subpattern(pattern, case)?;
            }
        }
        Ok(())
    }

    /// Each alternative is tried with a case of its own; all must capture the same names, whose values are put in the
    /// order of the first alternative.
    fn or_pattern(&mut self, pattern: &'a PatternMatchOr, case: &mut Case, loc: Position) -> Res {
        let end = self.new_label();
        let mut control: Option<Vec<Name>> = None;
        let count = pattern.patterns.len();
        for (index, alternative) in pattern.patterns.iter().enumerate() {
            let loc = self.loc(alternative);
            let mut own = Case { allow_irrefutable: index + 1 == count && case.allow_irrefutable, ..Case::default() };
            self.emit(Op::COPY, 1, loc);
            self.pattern(alternative, &mut own)?;
            match &control {
                None => control = Some(own.stores.clone()),
                Some(control) => {
                    let same =
                        own.stores.len() == control.len() && control.iter().all(|name| own.stores.contains(name));
                    if !same {
                        return self.error("alternative patterns bind different names", self.loc(pattern));
                    }
                    self.reorder(control, &mut own.stores, loc);
                }
            }
            self.jump_plain(end);
            self.place_failures(own, loc);
        }
        // No alternative matched.
        self.emit(Op::POP_TOP, 0, loc);
        let pops = case.on_top + case.stores.len();
        let fail = self.fail_label(case, pops);
        self.jump_ir(crate::flow::IrOp::Jump, fail, NO_LOCATION);
        self.place(end);

        // `[…captured before, …on top, subject, new captures]`: the captures go below the rest.
        let control = control.unwrap_or_default();
        let moved = control.len() + 1 + case.on_top + case.stores.len();
        for name in control {
            self.rotate(moved, loc);
            if case.stores.contains(&name) {
                return self.error(format!("multiple assignments to name '{name}' in pattern"), self.loc(pattern));
            }
            case.stores.push(name);
        }
        self.emit(Op::POP_TOP, 0, loc);
        Ok(())
    }

    /// Brings captured values from one order into another: the value of the last name is on top.
    fn reorder(&mut self, wanted: &[Name], stores: &mut Vec<Name>, loc: Position) {
        let count = wanted.len();
        for position in (0..count).rev() {
            let at = stores.iter().position(|name| *name == wanted[position]).expect("the same names");
            if at == position {
                continue;
            }
            // The first `at + 1` names, whose values are the deepest, move as one.
            let rotations = at + 1;
            let rotated: Vec<Name> = stores.drain(..rotations).collect();
            stores.splice(position - at..position - at, rotated);
            for _ in 0..rotations {
                self.rotate(position + 1, loc);
            }
        }
    }

    /// Only literals and dotted names are compared with.
    fn check_value(&mut self, value: &'a Expr) -> Res {
        if value.is_attribute_expr() || value.is_f_string_expr() || self.pattern_constant(value).is_some() {
            return Ok(());
        }
        self.error("patterns may only match literals and attribute lookups", self.loc(value))
    }

    /// A literal in a pattern: also `-1` and `1 + 2j`.
    fn pattern_constant(&mut self, value: &'a Expr) -> Option<Const> {
        let number = |e: &Expr| e.is_number_literal_expr();
        let negative =
            |e: &Expr| matches!(e, Expr::UnaryOp(minus) if minus.op == UnaryOp::USub && number(&minus.operand));
        let complex = |e: &Expr| match e {
            Expr::BinOp(sum) => {
                let imaginary = matches!(
                    &*sum.right,
                    Expr::NumberLiteral(literal) if matches!(literal.value, Number::Complex { .. })
                );
                matches!(sum.op, Operator::Add | Operator::Sub)
                    && imaginary
                    && (number(&sum.left) || negative(&sum.left))
            }
            _ => false,
        };
        (value.is_literal_expr() || negative(value) || complex(value)).then(|| self.constant(value)).flatten()
    }
}
