//! Tuples, lists, sets, dicts, with stars in them.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Expr, ExprDict, ExprList, ExprSet, ExprTuple};
use taipan_bytecode::operand::Intrinsic1;
use taipan_bytecode::{Const, Op, Position};

use super::super::Compiler;
use crate::error::Res;
use crate::pool::Pool;

/// Above this many values a display is built piece by piece, so that the stack stays small.
pub(super) const STACK_GUIDELINE: usize = 30;

/// The opcodes that build one kind of collection.
#[derive(Clone, Copy)]
pub(super) struct Builder {
    build: Op,
    add: Op,
    extend: Op,
    /// The result is a tuple in the end.
    tuple: bool,
}

pub(super) const TUPLE: Builder =
    Builder { build: Op::BUILD_LIST, add: Op::LIST_APPEND, extend: Op::LIST_EXTEND, tuple: true };
const LIST: Builder = Builder { tuple: false, ..TUPLE };
const SET: Builder = Builder { build: Op::BUILD_SET, add: Op::SET_ADD, extend: Op::SET_UPDATE, tuple: false };

impl<'a> Compiler<'a> {
    pub(super) fn tuple(&mut self, e: &'a ExprTuple, loc: Position) -> Res {
        self.unpacked(&e.elts, None, 0, TUPLE, loc)
    }

    /// A list that is only looked at, as a tuple.
    pub(super) fn sequence_as_tuple(&mut self, items: &'a [Expr], loc: Position) -> Res {
        self.unpacked(items, None, 0, TUPLE, loc)
    }

    pub(super) fn list(&mut self, e: &'a ExprList, loc: Position) -> Res {
        if e.elts.len() > 2
            && let Some(items) = self.constants(&e.elts)
        {
            self.emit(Op::BUILD_LIST, 0, loc);
            self.load_const(Const::Tuple(items.into()), loc);
            self.emit(Op::LIST_EXTEND, 1, loc);
            return Ok(());
        }
        self.unpacked(&e.elts, None, 0, LIST, loc)
    }

    pub(super) fn set(&mut self, e: &'a ExprSet, loc: Position) -> Res {
        if e.elts.len() > 2
            && let Some(items) = self.constants(&e.elts)
        {
            let distinct: Pool<Const> = items.into_iter().collect();
            self.emit(Op::BUILD_SET, 0, loc);
            self.load_const(Const::FrozenSet(distinct.into_items().into()), loc);
            self.emit(Op::SET_UPDATE, 1, loc);
            return Ok(());
        }
        self.unpacked(&e.elts, None, 0, SET, loc)
    }

    /// Items, some perhaps starred, after `pushed` values that are on the stack already. `injected`: a name to load last.
    pub(super) fn unpacked(
        &mut self,
        items: &'a [Expr],
        injected: Option<&Name>,
        pushed: u32,
        with: Builder,
        loc: Position,
    ) -> Res {
        let total = items.len() + pushed as usize + usize::from(injected.is_some());
        let big = total > STACK_GUIDELINE;
        if !big && !items.iter().any(Expr::is_starred_expr) {
            self.exprs(items)?;
            if let Some(name) = injected {
                self.load_name(name, loc);
            }
            let build = if with.tuple { Op::BUILD_TUPLE } else { with.build };
            self.emit(build, total as u32, loc);
            return Ok(());
        }
        let mut built = false;
        if big {
            self.emit(with.build, pushed, loc);
            built = true;
        }
        for (index, item) in items.iter().enumerate() {
            if let Expr::Starred(starred) = item {
                if !built {
                    self.emit(with.build, index as u32 + pushed, loc);
                    built = true;
                }
                self.expr(&starred.value)?;
                self.emit(with.extend, 1, loc);
            } else {
                self.expr(item)?;
                if built {
                    self.emit(with.add, 1, loc);
                }
            }
        }
        if let Some(name) = injected {
            self.load_name(name, loc);
            self.emit(with.add, 1, loc);
        }
        if with.tuple {
            self.intrinsic1(Intrinsic1::ListToTuple, loc);
        }
        Ok(())
    }

    pub(super) fn dict(&mut self, e: &'a ExprDict, loc: Position) -> Res {
        let mut have_dict = false;
        let mut rest = &e.items[..];
        while !rest.is_empty() {
            let plain = rest.iter().take_while(|item| item.key.is_some()).count().min(STACK_GUIDELINE / 2 + 2);
            if plain > 0 {
                let (now, later) = rest.split_at(plain);
                self.dict_items(now, have_dict, loc)?;
                have_dict = true;
                rest = later;
                continue;
            }
            let (unpacked, later) = rest.split_first().expect("checked above");
            if !have_dict {
                self.emit(Op::BUILD_MAP, 0, loc);
                have_dict = true;
            }
            self.expr(&unpacked.value)?;
            self.emit(Op::DICT_UPDATE, 1, loc);
            rest = later;
        }
        if !have_dict {
            self.emit(Op::BUILD_MAP, 0, loc);
        }
        Ok(())
    }

    /// Some pairs: a dict of them, or added to the dict on the stack.
    fn dict_items(&mut self, items: &'a [ruff_python_ast::DictItem], add: bool, loc: Position) -> Res {
        let big = items.len() > STACK_GUIDELINE / 2 + 1;
        if big && !add {
            self.emit(Op::BUILD_MAP, 0, loc);
        }
        for item in items {
            self.expr(item.key.as_ref().expect("only pairs come here"))?;
            self.expr(&item.value)?;
            if big {
                self.emit(Op::MAP_ADD, 1, loc);
            }
        }
        if !big {
            self.emit(Op::BUILD_MAP, items.len() as u32, loc);
            if add {
                self.emit(Op::DICT_UPDATE, 1, loc);
            }
        }
        Ok(())
    }
}
