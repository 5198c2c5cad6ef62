//! First pass: expressions, lambdas, comprehensions.

use ruff_python_ast::name::Name;
use ruff_python_ast::{
    Arguments, Comprehension, Expr, ExprContext, ExprLambda, ExprName, ExprNamed, InterpolatedStringElement,
    InterpolatedStringElements,
};
use ruff_text_size::{Ranged, TextRange};

use super::build::Builder;
use super::{CompKind, Role, ScopeKind, Uses};
use crate::error::Res;

impl Builder<'_> {
    pub(super) fn expression(&mut self, expr: &Expr) -> Res {
        match expr {
            Expr::BoolOp(e) => self.expressions(&e.values),
            Expr::Named(e) => self.named(e),
            Expr::BinOp(e) => {
                self.expression(&e.left)?;
                self.expression(&e.right)
            }
            Expr::UnaryOp(e) => self.expression(&e.operand),
            Expr::Lambda(e) => self.lambda(e),
            Expr::If(e) => {
                self.expression(&e.test)?;
                self.expression(&e.body)?;
                self.expression(&e.orelse)
            }
            Expr::Dict(e) => e.items.iter().try_for_each(|item| {
                self.optional(item.key.as_ref())?;
                self.expression(&item.value)
            }),
            Expr::Set(e) => self.expressions(&e.elts),
            Expr::ListComp(e) => self.comprehension(e, CompKind::List, &e.generators, &[&e.elt]),
            Expr::SetComp(e) => self.comprehension(e, CompKind::Set, &e.generators, &[&e.elt]),
            Expr::Generator(e) => self.comprehension(e, CompKind::Generator, &e.generators, &[&e.elt]),
            Expr::DictComp(e) => match &e.key {
                Some(key) => self.comprehension(e, CompKind::Dict, &e.generators, &[key, &e.value]),
                None => self.comprehension(e, CompKind::Dict, &e.generators, &[&e.value]),
            },
            Expr::Await(e) => {
                self.check_annotation("await expression", e.range)?;
                self.check_await(e.range)?;
                self.expression(&e.value)?;
                self.cur().coroutine = true;
                Ok(())
            }
            Expr::Yield(e) => {
                self.check_annotation("yield expression", e.range)?;
                self.optional(e.value.as_deref())?;
                self.note_yield("yield", e.range)
            }
            Expr::YieldFrom(e) => {
                self.check_annotation("yield expression", e.range)?;
                self.expression(&e.value)?;
                self.note_yield("yield from", e.range)
            }
            Expr::Compare(e) => {
                self.expression(&e.left)?;
                self.expressions(&e.comparators)
            }
            Expr::Call(e) => {
                self.expression(&e.func)?;
                self.arguments(&e.arguments)
            }
            Expr::FString(e) => e.value.f_strings().try_for_each(|part| self.interpolated(&part.elements)),
            Expr::TString(e) => e.value.iter().try_for_each(|part| self.interpolated(&part.elements)),
            Expr::Attribute(e) => {
                if e.ctx != ExprContext::Load {
                    self.check_forbidden(&e.attr, e.ctx == ExprContext::Store, e.range)?;
                }
                self.expression(&e.value)
            }
            Expr::Subscript(e) => {
                self.expression(&e.value)?;
                self.expression(&e.slice)
            }
            Expr::Starred(e) => self.expression(&e.value),
            Expr::Name(e) => self.name(e),
            Expr::List(e) => self.expressions(&e.elts),
            Expr::Tuple(e) => self.expressions(&e.elts),
            Expr::Slice(e) => {
                self.optional(e.lower.as_deref())?;
                self.optional(e.upper.as_deref())?;
                self.optional(e.step.as_deref())
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn name(&mut self, e: &ExprName) -> Res {
        if e.ctx == ExprContext::Load {
            self.define(&e.id, Uses::READ, e.range)?;
            // Zero-argument `super()` needs the class.
            if e.id == "super" && self.cur().kind.is_function_like() {
                self.define(&Name::new_static("__class__"), Uses::READ, e.range)?;
            }
            return Ok(());
        }
        self.check_forbidden(&e.id, e.ctx == ExprContext::Store, e.range)?;
        self.define(&e.id, Uses::LOCAL, e.range)
    }

    pub(super) fn arguments(&mut self, arguments: &Arguments) -> Res {
        self.expressions(&arguments.args)?;
        let mut seen: Vec<&str> = Vec::new();
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg {
                self.check_forbidden(name, true, keyword.range)?;
                if seen.contains(&name.as_str()) {
                    return self.error(format!("keyword argument repeated: {name}"), keyword.range);
                }
                seen.push(name);
            }
        }
        arguments.keywords.iter().try_for_each(|keyword| self.expression(&keyword.value))
    }

    fn interpolated(&mut self, elements: &InterpolatedStringElements) -> Res {
        for element in elements {
            let InterpolatedStringElement::Interpolation(element) = element else { continue };
            self.expression(&element.expression)?;
            if let Some(spec) = &element.format_spec {
                self.interpolated(&spec.elements)?;
            }
        }
        Ok(())
    }

    fn lambda(&mut self, e: &ExprLambda) -> Res {
        if let Some(parameters) = &e.parameters {
            self.defaults(parameters)?;
        }
        self.enter(ScopeKind::Function, e, Role::Body)?;
        if let Some(parameters) = &e.parameters {
            self.parameters(parameters)?;
        }
        self.expression(&e.body)?;
        self.leave();
        Ok(())
    }

    /// Some expressions make no sense where they would run at another time.
    fn check_annotation(&self, what: &str, range: TextRange) -> Res {
        let scope = self.table.get(self.cur_id());
        let place = match scope.kind {
            ScopeKind::Annotation => "an annotation",
            ScopeKind::TypeVariable => scope.what,
            ScopeKind::TypeAlias => "a type alias",
            ScopeKind::TypeParams => "the definition of a generic",
            _ => return Ok(()),
        };
        self.error(format!("{what} cannot be used within {place}"), range)
    }

    fn check_await(&self, range: TextRange) -> Res {
        let scope = self.table.get(self.cur_id());
        if self.top_await && scope.kind == ScopeKind::Module {
            return Ok(());
        }
        if !scope.kind.is_function_like() {
            return self.error("'await' outside function", range);
        }
        if !scope.is_async_def && scope.comprehension.is_none() {
            return self.error("'await' outside async function", range);
        }
        Ok(())
    }

    fn note_yield(&mut self, word: &str, range: TextRange) -> Res {
        let scope = self.cur();
        if !scope.kind.is_function_like() {
            return self.error(format!("'{word}' outside function"), range);
        }
        if let Some(kind) = scope.comprehension {
            return self.error(format!("'yield' inside {}", kind.text()), range);
        }
        if scope.is_async_def && word == "yield from" {
            return self.error("'yield from' inside async function", range);
        }
        scope.generator = true;
        Ok(())
    }

    fn named(&mut self, e: &ExprNamed) -> Res {
        self.check_annotation("named expression", e.range)?;
        let scope = self.cur();
        if scope.comp_iter_depth > 0 {
            let msg = "assignment expression cannot be used in a comprehension iterable expression";
            return self.error(msg, e.range);
        }
        if scope.comprehension.is_some()
            && let Expr::Name(target) = &*e.target
        {
            self.extend_named(target)?;
        }
        self.expression(&e.value)?;
        self.expression(&e.target)
    }

    /// A walrus in a comprehension binds in the scope around all comprehensions.
    fn extend_named(&mut self, target: &ExprName) -> Res {
        for index in (0..self.stack.len()).rev() {
            let id = self.stack[index];
            let known = self.lookup_in(id, &target.id);
            let scope = self.table.get(id);
            if scope.comprehension.is_some() {
                if known.any(Uses::COMP_ITER) {
                    let name = &target.id;
                    let msg = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                    return self.error(msg, target.range);
                }
                continue;
            }
            match scope.kind {
                ScopeKind::Function => {
                    let outer = if known.any(Uses::GLOBAL) { Uses::GLOBAL } else { Uses::NONLOCAL };
                    self.define(&target.id, outer, target.range)?;
                    self.note_directive(&target.id, target.range);
                    return self.define_in(id, &target.id, Uses::LOCAL, target.range);
                }
                ScopeKind::Module => {
                    self.define(&target.id, Uses::GLOBAL, target.range)?;
                    self.note_directive(&target.id, target.range);
                    return self.define_in(id, &target.id, Uses::GLOBAL, target.range);
                }
                ScopeKind::Class => {
                    let msg = "assignment expression within a comprehension cannot be used in a class body";
                    return self.error(msg, target.range);
                }
                ScopeKind::Annotation => return Ok(()),
                kind => {
                    let place = match kind {
                        ScopeKind::TypeVariable => scope.what,
                        ScopeKind::TypeAlias => "a type alias",
                        _ => "the definition of a generic",
                    };
                    let msg = format!("assignment expression within a comprehension cannot be used within {place}");
                    return self.error(msg, target.range);
                }
            }
        }
        Ok(())
    }

    fn comprehension<T>(&mut self, node: &T, kind: CompKind, generators: &[Comprehension], elements: &[&Expr]) -> Res {
        let (first, rest) = generators.split_first().expect("a comprehension has a `for`");
        self.iterable(&first.iter)?;
        self.enter(ScopeKind::Function, node, Role::Body)?;
        self.cur().comprehension = Some(kind);
        if first.is_async {
            self.cur().coroutine = true;
        }
        self.define(&Name::new_static(".0"), Uses::PARAM, first.iter.range())?;
        self.iteration(first)?;
        for generator in rest {
            if generator.is_async {
                self.cur().coroutine = true;
            }
            // Inner iterables are evaluated in the comprehension's own scope.
            self.visit_target(&generator.target)?;
            self.iterable(&generator.iter)?;
            self.expressions(&generator.ifs)?;
        }
        elements.iter().try_for_each(|element| self.expression(element))?;
        let scope = self.cur();
        scope.generator = kind == CompKind::Generator;
        let asynchronous = scope.coroutine && kind != CompKind::Generator;
        self.leave();
        if asynchronous {
            self.cur().coroutine = true;
        }
        Ok(())
    }

    fn iterable(&mut self, iter: &Expr) -> Res {
        self.cur().comp_iter_depth += 1;
        self.expression(iter)?;
        self.cur().comp_iter_depth -= 1;
        Ok(())
    }

    fn iteration(&mut self, generator: &Comprehension) -> Res {
        self.visit_target(&generator.target)?;
        self.expressions(&generator.ifs)
    }

    fn visit_target(&mut self, target: &Expr) -> Res {
        self.cur().comp_target = true;
        self.expression(target)?;
        self.cur().comp_target = false;
        Ok(())
    }
}
