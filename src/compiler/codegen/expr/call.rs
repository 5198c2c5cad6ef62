//! Calls.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Arguments, Expr, ExprCall, Keyword};
use taipan_bytecode::operand::CommonConstant;
use taipan_bytecode::{Const, Op, Position};

use super::super::Compiler;
use super::display::{STACK_GUIDELINE, TUPLE};
use crate::error::Res;
use crate::flow::{IrOp, Label, NO_LOCATION};
use crate::scope::{Place, Role, ScopeTable, Uses};

const NO_KEYWORDS: &[Keyword] = &[];

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, e: &'a ExprCall) -> Res {
        if self.method_call(e)? {
            return Ok(());
        }
        self.check_caller(&e.func);
        let loc = self.loc(e);
        let func_loc = self.loc(&*e.func);
        self.expr(&e.func)?;
        let done = self.consume_generator_inline(e)?;
        self.emit(Op::PUSH_NULL, 0, func_loc);
        self.call_with(0, &e.arguments, None, loc)?;
        if let Some(done) = done {
            self.place(done);
        }
        Ok(())
    }

    /// `x.f(…)`. Returns whether it was that.
    fn method_call(&mut self, e: &'a ExprCall) -> Res<bool> {
        let Expr::Attribute(method) = &*e.func else { return Ok(false) };
        let arguments = &e.arguments;
        let keywords = arguments.keywords.len();
        let total = arguments.args.len() + keywords + usize::from(keywords > 0);
        let unpacks = arguments.args.iter().any(Expr::is_starred_expr)
            || arguments.keywords.iter().any(|keyword| keyword.arg.is_none());
        if total >= STACK_GUIDELINE || unpacks || self.is_imported_module(&method.value) {
            return Ok(false);
        }
        let loc = self.loc(e);
        let attr_loc = self.attribute_loc(method);
        if self.is_super_call(&method.value) {
            self.super_attribute(method, true)?;
        } else {
            self.expr(&method.value)?;
            self.load_method(&method.attr.id, attr_loc);
        }
        self.positional(arguments)?;
        let mut call_loc = loc;
        if attr_loc.line != loc.line {
            call_loc.line = attr_loc.line;
            call_loc.col = attr_loc.col;
        }
        self.finish_simple_call(arguments.args.len() as u32, &arguments.keywords, call_loc)?;
        Ok(true)
    }

    /// A name that an `import` of the module binds: its attributes are functions, not methods.
    fn is_imported_module(&self, e: &Expr) -> bool {
        let Expr::Name(name) = e else { return false };
        let top = self.scopes.get(ScopeTable::TOP);
        let imported = top.symbols.get(&name.id).is_some_and(|symbol| symbol.uses.any(Uses::IMPORT));
        let place = self.place_of(&name.id);
        let here = self.units.len() == 1 || place == Place::GlobalImplicit;
        imported && here
    }

    /// Arguments and the call: `[f, self|NULL, first `pushed` arguments] -> [result]`.
    pub(in crate::codegen) fn call_with(
        &mut self,
        pushed: u32,
        arguments: &'a Arguments,
        injected: Option<&Name>,
        loc: Position,
    ) -> Res {
        self.note_bare_generator(arguments);
        self.call_parts(pushed, &arguments.args, &arguments.keywords, injected, loc)
    }

    fn positional(&mut self, arguments: &'a Arguments) -> Res {
        self.note_bare_generator(arguments);
        self.exprs(&arguments.args)
    }

    /// `f(x for x in y)`: the generator expression's range has the call's parentheses.
    fn note_bare_generator(&mut self, arguments: &'a Arguments) {
        if let [Expr::Generator(generator)] = &*arguments.args
            && !generator.parenthesized
        {
            self.bare_generator = Some(self.loc(arguments));
        }
    }

    /// As [`Compiler::call_with`], for a definition without an argument list.
    pub(in crate::codegen) fn call_without_arguments(
        &mut self,
        pushed: u32,
        injected: Option<&Name>,
        loc: Position,
    ) -> Res {
        self.call_parts(pushed, &[], NO_KEYWORDS, injected, loc)
    }

    fn call_parts(
        &mut self,
        pushed: u32,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        injected: Option<&Name>,
        loc: Position,
    ) -> Res {
        let unpacks = args.iter().any(Expr::is_starred_expr) || keywords.iter().any(|keyword| keyword.arg.is_none());
        let simple = args.len() + keywords.len() * 2 <= STACK_GUIDELINE && !unpacks;
        if simple {
            self.exprs(args)?;
            let mut count = pushed + args.len() as u32;
            if let Some(name) = injected {
                self.load_name(name, loc);
                count += 1;
            }
            return self.finish_simple_call(count, keywords, loc);
        }
        // One starred argument is passed as it is.
        match args {
            [] if pushed == 0 && injected.is_none() => self.load_const(Const::Tuple([].into()), loc),
            [Expr::Starred(only)] if pushed == 0 && injected.is_none() => self.expr(&only.value)?,
            _ => self.unpacked(args, injected, pushed, TUPLE, loc)?,
        }
        if keywords.is_empty() {
            self.emit(Op::PUSH_NULL, 0, loc);
        } else {
            self.keyword_dict(keywords, loc)?;
        }
        self.emit(Op::CALL_FUNCTION_EX, 0, loc);
        Ok(())
    }

    /// `[f, self|NULL, args…] -> [result]`
    fn finish_simple_call(&mut self, count: u32, keywords: &'a [Keyword], loc: Position) -> Res {
        if keywords.is_empty() {
            self.emit(Op::CALL, count, loc);
            return Ok(());
        }
        let mut names = Vec::with_capacity(keywords.len());
        for keyword in keywords {
            self.expr(&keyword.value)?;
            let name = keyword.arg.as_ref().expect("a simple call has no `**`");
            names.push(Const::str(self.mangled(&name.id).as_str()));
        }
        self.load_const(Const::Tuple(names.into()), loc);
        self.emit(Op::CALL_KW, count + keywords.len() as u32, loc);
        Ok(())
    }

    /// `[f, NULL, args] -> [f, NULL, args, dict]`
    fn keyword_dict(&mut self, keywords: &'a [Keyword], loc: Position) -> Res {
        let mut have_dict = false;
        let mut rest = keywords;
        while let Some((first, later)) = rest.split_first() {
            if first.arg.is_none() {
                if !have_dict {
                    self.emit(Op::BUILD_MAP, 0, loc);
                    have_dict = true;
                }
                self.expr(&first.value)?;
                self.emit(Op::DICT_MERGE, 1, loc);
                rest = later;
                continue;
            }
            let named = rest.iter().take_while(|keyword| keyword.arg.is_some()).count().min(STACK_GUIDELINE / 2);
            let (now, later) = rest.split_at(named);
            for keyword in now {
                let name = keyword.arg.as_ref().expect("only named ones were taken");
                let mangled = self.mangled(&name.id);
                self.load_str(&mangled, loc);
                self.expr(&keyword.value)?;
            }
            self.emit(Op::BUILD_MAP, named as u32, loc);
            if have_dict {
                self.emit(Op::DICT_MERGE, 1, loc);
            }
            have_dict = true;
            rest = later;
        }
        Ok(())
    }

    /// `all(…)`, `any(…)` and `tuple(…)` of a generator expression loop here, unless the name means something else:
    /// `[f] -> [f]`, or the result at the label returned.
    fn consume_generator_inline(&mut self, e: &'a ExprCall) -> Res<Option<Label>> {
        let (Expr::Name(function), [Expr::Generator(generator)]) = (&*e.func, &*e.arguments.args) else {
            return Ok(None);
        };
        let asynchronous = self.scopes.get(self.scopes.of(generator, Role::Body)).coroutine;
        if !e.arguments.keywords.is_empty() || asynchronous {
            return Ok(None);
        }
        let (constant, stops_on, result) = match function.id.as_str() {
            "all" => (CommonConstant::All, Some(false), Const::Bool(true)),
            "any" => (CommonConstant::Any, Some(true), Const::Bool(false)),
            "tuple" => (CommonConstant::Tuple, None, Const::None),
            _ => return Ok(None),
        };
        let loc = self.loc(&*e.func);
        let done = self.new_label();
        let (head, cleanup, skip) = (self.new_label(), self.new_label(), self.new_label());
        self.emit(Op::COPY, 1, loc);
        self.emit(Op::LOAD_COMMON_CONSTANT, constant.arg(), loc);
        self.emit(Op::IS_OP, 0, loc);
        self.jump(Op::POP_JUMP_IF_FALSE, skip, loc);
        self.emit(Op::POP_TOP, 0, loc);
        if stops_on.is_none() {
            self.emit(Op::BUILD_LIST, 0, loc);
        }
        self.positional(&e.arguments)?;
        self.place(head);
        self.jump(Op::FOR_ITER, cleanup, loc);
        match stops_on {
            None => {
                self.emit(Op::LIST_APPEND, 2, loc);
                self.jump_ir(IrOp::Jump, head, loc);
            }
            Some(stop) => {
                self.emit(Op::TO_BOOL, 0, loc);
                self.jump(if stop { Op::POP_JUMP_IF_FALSE } else { Op::POP_JUMP_IF_TRUE }, head, loc);
                self.emit(Op::POP_ITER, 0, NO_LOCATION);
                self.load_const(Const::Bool(stop), loc);
                self.jump_ir(IrOp::Jump, done, loc);
            }
        }
        self.place(cleanup);
        self.emit(Op::END_FOR, 0, NO_LOCATION);
        self.emit(Op::POP_ITER, 0, NO_LOCATION);
        match stops_on {
            None => self.intrinsic1(taipan_bytecode::operand::Intrinsic1::ListToTuple, loc),
            Some(_) => self.load_const(result, loc),
        }
        self.jump_ir(IrOp::Jump, done, loc);
        self.place(skip);
        Ok(Some(done))
    }

    /// Warns of calls that cannot work.
    fn check_caller(&mut self, e: &'a Expr) {
        let name = match e {
            Expr::NumberLiteral(number) => match number.value {
                ruff_python_ast::Number::Int(_) => "int",
                ruff_python_ast::Number::Float(_) => "float",
                ruff_python_ast::Number::Complex { .. } => "complex",
            },
            Expr::NoneLiteral(_) => "NoneType",
            Expr::BooleanLiteral(_) => "bool",
            Expr::EllipsisLiteral(_) => "ellipsis",
            Expr::StringLiteral(_) | Expr::FString(_) => "str",
            Expr::BytesLiteral(_) => "bytes",
            Expr::Tuple(_) => "tuple",
            Expr::List(_) | Expr::ListComp(_) => "list",
            Expr::Dict(_) | Expr::DictComp(_) => "dict",
            Expr::Set(_) | Expr::SetComp(_) => "set",
            Expr::Generator(_) => "generator",
            Expr::TString(_) => "string.templatelib.Template",
            _ => return,
        };
        let loc = self.loc(e);
        self.warn(format!("'{name}' object is not callable; perhaps you missed a comma?"), loc);
    }
}
