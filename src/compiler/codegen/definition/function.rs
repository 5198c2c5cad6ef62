//! Functions and lambdas.

use ruff_python_ast::{Decorator, ExprLambda, Parameters, StmtFunctionDef};
use taipan_bytecode::operand::{FunctionAttribute, Intrinsic2};
use taipan_bytecode::{Const, Op, Position};

use super::super::Compiler;
use super::super::block::BlockKind;
use super::super::unit::{ArgCounts, UnitKind};
use crate::error::Res;
use crate::flow::NO_LOCATION;
use crate::scope::{Role, docstring};

impl ArgCounts {
    fn of(parameters: &Parameters) -> ArgCounts {
        let positional_only = parameters.posonlyargs.len() as u32;
        ArgCounts {
            positional: positional_only + parameters.args.len() as u32,
            positional_only,
            keyword_only: parameters.kwonlyargs.len() as u32,
        }
    }
}

impl<'a> Compiler<'a> {
    /// `[] -> [decorator]…`: what is decorated takes the place of `self` in each call.
    pub(in crate::codegen) fn decorators(&mut self, decorators: &'a [Decorator]) -> Res {
        decorators.iter().try_for_each(|decorator| self.expr(&decorator.expression))
    }

    pub(in crate::codegen) fn apply_decorators(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators.iter().rev() {
            let loc = self.loc(&decorator.expression);
            self.emit(Op::CALL, 0, loc);
        }
    }

    /// The line of a definition: that of its first decorator.
    pub(in crate::codegen) fn first_line(&self, decorators: &'a [Decorator], loc: Position) -> u32 {
        decorators.first().map_or(loc.line, |first| self.loc(&first.expression).line) as u32
    }

    /// The place of a definition without its decorators.
    pub(in crate::codegen) fn definition_loc(
        &self,
        range: ruff_text_size::TextRange,
        decorators: &'a [Decorator],
    ) -> Position {
        let Some(last) = decorators.last() else { return self.source.position(range) };
        let text = self.source.slice(ruff_text_size::TextRange::new(last.range.end(), range.end()));
        let mut skipped = 0;
        // After the decorators only comments and white space come before the keyword.
        loop {
            let rest = &text[skipped..];
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\\');
            skipped += rest.len() - trimmed.len();
            if !trimmed.starts_with('#') {
                break;
            }
            skipped += trimmed.find('\n').unwrap_or(trimmed.len());
        }
        let start = last.range.end() + ruff_text_size::TextSize::new(skipped as u32);
        self.source.position(ruff_text_size::TextRange::new(start, range.end()))
    }

    /// Default values: `[] -> [defaults?, kwdefaults?]`. Returns what is there.
    fn defaults(&mut self, parameters: &'a Parameters, loc: Position) -> Res<Vec<FunctionAttribute>> {
        let mut given = Vec::new();
        let positional: Vec<_> =
            parameters.posonlyargs.iter().chain(&parameters.args).filter_map(|p| p.default.as_deref()).collect();
        if !positional.is_empty() {
            let constants: Option<Vec<_>> = positional.iter().map(|value| self.constant(value)).collect();
            match constants {
                Some(values) => self.load_const(Const::Tuple(values.into()), loc),
                None => {
                    for value in &positional {
                        self.expr(value)?;
                    }
                    self.emit(Op::BUILD_TUPLE, positional.len() as u32, loc);
                }
            }
            given.push(FunctionAttribute::Defaults);
        }
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(value) = &parameter.default {
                let name = self.mangled(&parameter.parameter.name.id);
                self.load_str(&name, loc);
                self.expr(value)?;
                count += 1;
            }
        }
        if count > 0 {
            self.emit(Op::BUILD_MAP, count, loc);
            given.push(FunctionAttribute::KwDefaults);
        }
        Ok(given)
    }

    pub(in crate::codegen) fn function_def(&mut self, stmt: &'a StmtFunctionDef) -> Res {
        self.decorators(&stmt.decorator_list)?;
        let loc = self.definition_loc(stmt.range, &stmt.decorator_list);
        let firstlineno = self.first_line(&stmt.decorator_list, loc);
        let mut given = self.defaults(&stmt.parameters, loc)?;
        let outer_given = given.len() as u32;
        if let Some(params) = &stmt.type_params {
            if outer_given == 2 {
                self.emit(Op::SWAP, 2, loc);
            }
            let name = format!("<generic parameters of {}>", stmt.name);
            let args = ArgCounts { positional: outer_given, ..Default::default() };
            self.enter_unit(
                UnitKind::Annotations,
                self.scopes.of(&**params, Role::TypeParams),
                &name,
                firstlineno,
                args,
            )?;
            self.type_params(params)?;
            for index in 0..outer_given {
                self.emit(Op::LOAD_FAST, index, loc);
            }
        }
        if self.function_annotations(stmt, loc)? {
            given.push(FunctionAttribute::Annotate);
        }
        self.function_body(stmt, &given, firstlineno, loc)?;
        if stmt.type_params.is_some() {
            self.emit(Op::SWAP, 2, loc);
            self.intrinsic2(Intrinsic2::SetFunctionTypeParams, loc);
            self.emit(Op::RETURN_VALUE, 0, loc);
            let code = self.leave_unit();
            self.make_closure(code, &[], loc);
            // The defaults become the arguments of the function that makes the function.
            match outer_given {
                0 => self.emit(Op::PUSH_NULL, 0, loc),
                count => self.emit(Op::SWAP, count + 1, loc),
            }
            self.emit(Op::CALL, outer_given.saturating_sub(1), loc);
        }
        self.apply_decorators(&stmt.decorator_list);
        self.store_name(&stmt.name, loc);
        Ok(())
    }

    fn function_body(
        &mut self,
        stmt: &'a StmtFunctionDef,
        given: &[FunctionAttribute],
        firstlineno: u32,
        loc: Position,
    ) -> Res {
        let kind = if stmt.is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        let scope = self.scopes.of(stmt, Role::Body);
        self.enter_unit(kind, scope, &stmt.name, firstlineno, ArgCounts::of(&stmt.parameters))?;
        let mut body = stmt.body.iter();
        if let Some(doc) = docstring(&stmt.body) {
            body.next();
            if self.optimize < 2 {
                let text = self.docstring_text(doc);
                self.unit_mut().consts.add(Const::Str(text));
            }
        }
        let is_generator = self.scope().generator || self.scope().coroutine;
        if is_generator {
            self.push_kind(BlockKind::StopIteration, NO_LOCATION)?;
        }
        for stmt in body {
            self.stmt(stmt)?;
        }
        if is_generator {
            self.wrap_in_stop_iteration_handler();
            self.pop_block(BlockKind::StopIteration);
        } else {
            self.return_none();
        }
        let code = self.leave_unit();
        self.make_closure(code, given, loc);
        Ok(())
    }

    /// The end of a body that does not return by itself.
    pub(in crate::codegen) fn return_none(&mut self) {
        self.load_const(Const::None, NO_LOCATION);
        self.emit(Op::RETURN_VALUE, 0, NO_LOCATION);
    }

    pub(in crate::codegen) fn lambda(&mut self, e: &'a ExprLambda) -> Res {
        let loc = self.loc(e);
        let (given, args) = match &e.parameters {
            Some(parameters) => (self.defaults(parameters, loc)?, ArgCounts::of(parameters)),
            None => (Vec::new(), ArgCounts::default()),
        };
        let scope = self.scopes.of(e, Role::Body);
        self.enter_unit(UnitKind::Lambda, scope, "<lambda>", loc.line as u32, args)?;
        let is_generator = self.scope().generator || self.scope().coroutine;
        if is_generator {
            self.push_kind(BlockKind::StopIteration, NO_LOCATION)?;
        }
        self.expr(&e.body)?;
        let body_loc = self.loc(&*e.body);
        self.emit(Op::RETURN_VALUE, 0, body_loc);
        if is_generator {
            self.wrap_in_stop_iteration_handler();
            self.pop_block(BlockKind::StopIteration);
        }
        let code = self.leave_unit();
        self.make_closure(code, &given, loc);
        Ok(())
    }
}
