//! Comprehensions: inlined into the surrounding code (PEP 709), or a function of their own.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Comprehension, Expr};
use taipan_bytecode::operand::resume;
use taipan_bytecode::{Const, Op, Position};

use super::Compiler;
use super::block::BlockKind;
use super::unit::{ArgCounts, UnitKind};
use crate::error::Res;
use crate::flow::{IrOp, Label, NO_LOCATION};
use crate::scope::{CompKind, Place, Role, ScopeId, ScopeKind, Uses};

/// Key and value, or one element in the first place; a `None` key before a value stands for `**value`.
type Elements<'a> = [Option<&'a Expr>; 2];

/// What an inlined comprehension set aside.
struct Inlined {
    /// Locals saved on the stack, the first one deepest.
    saved: Vec<Name>,
    overrides: Vec<(Name, Option<Place>)>,
    hidden: Vec<Name>,
    /// Where an exception restores the locals.
    cleanup: Option<Label>,
}

/// Where the first iterator of a comprehension is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    OnStack,
    Argument,
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension<T>(
        &mut self,
        node: &T,
        kind: CompKind,
        generators: &'a [Comprehension],
        elements: Elements<'a>,
        loc: Position,
    ) -> Res {
        let id = self.scopes.of(node, Role::Body);
        let scope = self.scopes.get(id);
        let asynchronous = scope.coroutine;
        self.check_async_comprehension(kind, asynchronous, loc)?;
        let first = generators.first().expect("a comprehension has a `for`");
        if scope.inlined {
            self.iterator(first)?;
            let inlined = self.enter_inlined(id, loc)?;
            self.build_comprehension(kind, loc);
            self.emit(Op::SWAP, 2, loc);
            self.generators(generators, 1, elements, kind, First::OnStack, loc)?;
            self.leave_inlined(inlined, loc);
            return Ok(());
        }
        let args = ArgCounts { positional: 1, ..Default::default() };
        self.enter_unit(UnitKind::Comprehension, id, kind.code_name(), loc.line as u32, args)?;
        if kind == CompKind::Generator {
            self.push_kind(BlockKind::StopIteration, loc)?;
        } else {
            self.build_comprehension(kind, loc);
        }
        self.generators(generators, 0, elements, kind, First::Argument, loc)?;
        if kind == CompKind::Generator {
            self.wrap_in_stop_iteration_handler();
            self.pop_block(BlockKind::StopIteration);
        } else {
            self.emit(Op::RETURN_VALUE, 0, loc);
        }
        let code = self.leave_unit();
        self.make_closure(code, &[], loc);
        // The iterator takes the place of `self`.
        self.iterator(first)?;
        self.emit(Op::CALL, 0, loc);
        if asynchronous && kind != CompKind::Generator {
            self.emit_await(0, loc);
        }
        Ok(())
    }

    fn check_async_comprehension(&self, kind: CompKind, asynchronous: bool, loc: Position) -> Res {
        let outer = self.scope();
        let top_await = outer.kind == ScopeKind::Module && self.allow_top_await;
        let allowed = kind == CompKind::Generator
            || self.in_async_function()
            || self.unit().kind == UnitKind::Comprehension
            || top_await;
        if asynchronous && !allowed {
            return self.error("asynchronous comprehension outside of an asynchronous function", loc);
        }
        Ok(())
    }

    /// `[] -> [iterator]`
    fn iterator(&mut self, generator: &'a Comprehension) -> Res {
        let loc = self.loc(&generator.iter);
        if generator.is_async {
            self.expr(&generator.iter)?;
            self.emit(Op::GET_AITER, 0, loc);
        } else {
            self.searched(&generator.iter)?;
            self.emit(Op::GET_ITER, 0, loc);
        }
        Ok(())
    }

    fn build_comprehension(&mut self, kind: CompKind, loc: Position) {
        match kind {
            CompKind::List => self.emit(Op::BUILD_LIST, 0, loc),
            CompKind::Set => self.emit(Op::BUILD_SET, 0, loc),
            CompKind::Dict => self.emit(Op::BUILD_MAP, 0, loc),
            CompKind::Generator => {}
        }
    }

    /// The loops, from the first of `generators` on. `depth`: values between the collection and this loop's iterator.
    fn generators(
        &mut self,
        generators: &'a [Comprehension],
        depth: u32,
        elements: Elements<'a>,
        kind: CompKind,
        first: First,
        loc: Position,
    ) -> Res {
        let (generator, rest) = generators.split_first().expect("a comprehension has a `for`");
        let mut depth = depth;
        match first {
            First::OnStack => {}
            First::Argument => {
                depth += 1;
                self.emit(Op::LOAD_FAST, 0, loc);
            }
        }
        if generator.is_async {
            return self.async_loop(generator, rest, depth, elements, kind, loc);
        }
        self.loop_over(generator, rest, depth, elements, kind, loc)
    }

    fn inner(
        &mut self,
        rest: &'a [Comprehension],
        depth: u32,
        elements: Elements<'a>,
        kind: CompKind,
        loc: Position,
    ) -> Res {
        match rest.first() {
            None => self.element(elements, kind, depth, loc),
            // `for y in [x]` is an assignment.
            Some(next) if !next.is_async && single_item(&next.iter).is_some() => {
                let item = single_item(&next.iter).expect("just seen");
                let skip = self.new_label();
                self.expr(item)?;
                self.store(&next.target)?;
                self.conditions(&next.ifs, skip, loc)?;
                self.inner(&rest[1..], depth, elements, kind, loc)?;
                self.place(skip);
                Ok(())
            }
            Some(next) => {
                self.iterator(next)?;
                self.generators(rest, depth + 1, elements, kind, First::OnStack, loc)
            }
        }
    }

    fn conditions(&mut self, ifs: &'a [Expr], skip: Label, loc: Position) -> Res {
        ifs.iter().try_for_each(|test| self.jump_if(test, skip, false, loc))
    }

    fn loop_over(
        &mut self,
        generator: &'a Comprehension,
        rest: &'a [Comprehension],
        depth: u32,
        elements: Elements<'a>,
        kind: CompKind,
        loc: Position,
    ) -> Res {
        let (start, again, done) = (self.new_label(), self.new_label(), self.new_label());
        let iter_loc = self.loc(&generator.iter);
        self.place(start);
        self.jump(Op::FOR_ITER, done, iter_loc);
        self.store(&generator.target)?;
        self.conditions(&generator.ifs, again, loc)?;
        self.inner(rest, depth, elements, kind, loc)?;
        self.place(again);
        self.jump_ir(IrOp::Jump, start, self.element_loc(elements, loc));
        self.place(done);
        self.emit(Op::END_FOR, 0, NO_LOCATION);
        self.emit(Op::POP_ITER, 0, NO_LOCATION);
        Ok(())
    }

    fn async_loop(
        &mut self,
        generator: &'a Comprehension,
        rest: &'a [Comprehension],
        depth: u32,
        elements: Elements<'a>,
        kind: CompKind,
        loc: Position,
    ) -> Res {
        let (start, again, except) = (self.new_label(), self.new_label(), self.new_label());
        self.place(start);
        self.push_kind(BlockKind::AsyncComprehension, loc)?;
        self.jump_ir(IrOp::SetupFinally, except, loc);
        self.emit(Op::GET_ANEXT, 0, loc);
        self.load_const(Const::None, loc);
        let send = self.emit_yield_from(resume::AFTER_AWAIT, loc);
        self.emit_ir(IrOp::PopBlock, 0, loc);
        self.store(&generator.target)?;
        self.conditions(&generator.ifs, again, loc)?;
        self.inner(rest, depth, elements, kind, loc)?;
        self.place(again);
        self.jump_ir(IrOp::Jump, start, self.element_loc(elements, loc));
        self.pop_block(BlockKind::AsyncComprehension);
        self.place(except);
        self.jump(Op::END_ASYNC_FOR, send, loc);
        Ok(())
    }

    fn element_loc(&self, elements: Elements<'a>, loc: Position) -> Position {
        match elements {
            [Some(first), Some(last)] => {
                let (first, last) = (self.loc(first), self.loc(last));
                Position { end_line: last.end_line, end_col: last.end_col, ..first }
            }
            [Some(only), None] | [None, Some(only)] => self.loc(only),
            [None, None] => loc,
        }
    }

    /// Adds one element to the collection, or yields it.
    fn element(&mut self, elements: Elements<'a>, kind: CompKind, depth: u32, loc: Position) -> Res {
        let element_loc = self.element_loc(elements, loc);
        if let [Some(Expr::Starred(_)), _] = elements {
            return self.error("iterable unpacking cannot be used in comprehension", element_loc);
        }
        match (kind, elements) {
            (CompKind::Dict, [Some(key), Some(value)]) => {
                self.expr(key)?;
                self.expr(value)?;
                self.emit(Op::MAP_ADD, depth + 1, element_loc);
                Ok(())
            }
            (CompKind::Dict, _) => self.error("dict unpacking cannot be used in dict comprehension", element_loc),
            (_, [Some(element), _]) => {
                self.expr(element)?;
                match kind {
                    CompKind::List => self.emit(Op::LIST_APPEND, depth + 1, element_loc),
                    CompKind::Set => self.emit(Op::SET_ADD, depth + 1, element_loc),
                    _ => {
                        self.emit_yield(element_loc);
                        self.emit(Op::POP_TOP, 0, NO_LOCATION);
                    }
                }
                Ok(())
            }
            _ => unreachable!("every comprehension but a dict's has one element"),
        }
    }

    /// Makes the names of the comprehension live here: `[iterator] -> [saved…, iterator]`.
    fn enter_inlined(&mut self, id: ScopeId, loc: Position) -> Res<Inlined> {
        let in_class = self.scope().kind == ScopeKind::Class && self.unit().inlined_depth == 0;
        let in_function = self.scope().kind.is_function_like();
        self.unit_mut().inlined_depth += 1;
        let mut inlined = Inlined { saved: Vec::new(), overrides: Vec::new(), hidden: Vec::new(), cleanup: None };
        for (name, symbol) in self.scopes.get(id).symbols.iter() {
            let own = symbol.uses.any(Uses::LOCAL) && !symbol.uses.any(Uses::NONLOCAL);
            if symbol.uses.any(Uses::PARAM) || !(own || in_class) {
                continue;
            }
            if !in_function && self.unit_mut().hidden.insert(name.clone()) {
                inlined.hidden.push(name.clone());
                if !self.unit().ever_hidden.contains(name) {
                    self.unit_mut().ever_hidden.push(name.clone());
                }
            }
            let outer = self.place_of(name);
            let place = symbol.place;
            let differs = place != outer && place != Place::Free && !(place == Place::Cell && outer == Place::Free);
            if differs || in_class {
                let before = self.unit_mut().overrides.insert(name.clone(), place);
                inlined.overrides.push((name.clone(), before));
            }
            if own {
                let index = self.unit_mut().varnames.add(name.clone());
                self.emit(Op::LOAD_FAST_AND_CLEAR, index, loc);
                if place == Place::Cell {
                    let cell = self.cell_index(name);
                    self.emit(Op::MAKE_CELL, cell, loc);
                }
                inlined.saved.push(name.clone());
            }
        }
        if !inlined.saved.is_empty() {
            // The iterator is below what was saved.
            self.emit(Op::SWAP, inlined.saved.len() as u32 + 1, loc);
            let cleanup = self.new_label();
            self.jump_ir(IrOp::SetupFinally, cleanup, loc);
            inlined.cleanup = Some(cleanup);
        }
        Ok(inlined)
    }

    /// `[saved…, result] -> [result]`
    fn leave_inlined(&mut self, inlined: Inlined, loc: Position) {
        if let Some(cleanup) = inlined.cleanup {
            let end = self.new_label();
            self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
            self.jump_ir(IrOp::JumpNoInterrupt, end, NO_LOCATION);
            self.place(cleanup);
            // `[saved…, collection, exc]`: the collection that was being built goes.
            self.emit(Op::SWAP, 2, NO_LOCATION);
            self.emit(Op::POP_TOP, 0, NO_LOCATION);
            self.restore(&inlined.saved, loc);
            self.emit(Op::RERAISE, 0, NO_LOCATION);
            self.place(end);
            self.restore(&inlined.saved, loc);
        }
        let unit = self.unit_mut();
        unit.inlined_depth -= 1;
        for (name, before) in inlined.overrides.into_iter().rev() {
            match before {
                Some(place) => unit.overrides.insert(name, place),
                None => unit.overrides.remove(&name),
            };
        }
        for name in &inlined.hidden {
            unit.hidden.remove(name);
        }
    }

    /// `[saved…, top] -> [top]`
    fn restore(&mut self, saved: &[Name], loc: Position) {
        self.emit(Op::SWAP, saved.len() as u32 + 1, loc);
        for name in saved.iter().rev() {
            let index = self.unit_mut().varnames.add(name.clone());
            self.emit_ir(IrOp::StoreFastMaybeNull, index, NO_LOCATION);
        }
    }
}

/// The item of a display that has just one.
fn single_item(e: &Expr) -> Option<&Expr> {
    let items = match e {
        Expr::List(list) => &list.elts,
        Expr::Tuple(tuple) => &tuple.elts,
        _ => return None,
    };
    match &items[..] {
        [item] if !item.is_starred_expr() => Some(item),
        _ => None,
    }
}
