//! Blocks that a `return`, `break` or `continue` leaves, and what leaving them takes.

use ruff_python_ast::Suite;
use ruff_python_ast::name::Name;
use taipan_bytecode::{Const, Op, Position};

use super::Compiler;
use crate::error::Res;
use crate::flow::{IrOp, Label, NO_LOCATION};

/// Kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    WhileLoop,
    ForLoop,
    AsyncForLoop,
    TryExcept,
    /// The body of `try … finally`.
    FinallyTry,
    /// The `finally` body while an exception is pending.
    FinallyEnd,
    With,
    AsyncWith,
    /// The body of an `except`.
    HandlerCleanup,
    /// A value on the stack.
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehension,
    StopIteration,
}

/// A block around the code being written.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) kind: BlockKind,
    /// Loops: where `continue` and `break` go.
    pub(super) labels: Option<(Label, Label)>,
    /// The statement, for `with`.
    pub(super) pos: Position,
    /// The `finally` body.
    pub(super) body: Option<&'a Suite>,
    /// The name that an `except … as name` unbinds.
    pub(super) name: Option<&'a Name>,
}

impl<'a> Block<'a> {
    pub(super) fn new(kind: BlockKind, pos: Position) -> Block<'a> {
        Block { kind, labels: None, pos, body: None, name: None }
    }

    fn is_loop(&self) -> bool {
        matches!(self.kind, BlockKind::WhileLoop | BlockKind::ForLoop | BlockKind::AsyncForLoop)
    }
}

/// The most blocks in each other.
const MAX_BLOCKS: usize = 40;

impl<'a> Compiler<'a> {
    pub(super) fn push_block(&mut self, block: Block<'a>) -> Res {
        if self.unit().blocks.len() >= MAX_BLOCKS {
            return self.error("too many statically nested blocks", block.pos);
        }
        self.unit_mut().blocks.push(block);
        Ok(())
    }

    pub(super) fn push_kind(&mut self, kind: BlockKind, pos: Position) -> Res {
        self.push_block(Block::new(kind, pos))
    }

    pub(super) fn pop_block(&mut self, kind: BlockKind) {
        let popped = self.unit_mut().blocks.pop();
        debug_assert_eq!(popped.map(|block| block.kind), Some(kind));
    }

    /// Leaves all blocks; `keep_top`: the value on top survives.
    pub(super) fn unwind_all(&mut self, pos: &mut Position, keep_top: bool) -> Res {
        self.unwind(pos, keep_top, false).map(|_| ())
    }

    /// Leaves the blocks inside the innermost loop, which is returned.
    pub(super) fn unwind_to_loop(&mut self, pos: &mut Position) -> Res<Option<Block<'a>>> {
        self.unwind(pos, false, true)
    }

    fn unwind(&mut self, pos: &mut Position, keep_top: bool, to_loop: bool) -> Res<Option<Block<'a>>> {
        let mut left = Vec::new();
        let mut found = None;
        while let Some(block) = self.unit().blocks.last().copied() {
            if block.kind == BlockKind::ExceptionGroupHandler {
                let msg = "'break', 'continue' and 'return' cannot appear in an except* block";
                return self.error(msg, *pos);
            }
            if to_loop && block.is_loop() {
                found = Some(block);
                break;
            }
            self.unit_mut().blocks.pop();
            left.push(block);
            self.leave_block(pos, &block, keep_top)?;
        }
        let blocks = &mut self.unit_mut().blocks;
        blocks.extend(left.into_iter().rev());
        Ok(found)
    }

    /// What leaving one block takes.
    pub(super) fn leave_block(&mut self, pos: &mut Position, block: &Block<'a>, keep_top: bool) -> Res {
        match block.kind {
            BlockKind::WhileLoop
            | BlockKind::ExceptionHandler
            | BlockKind::ExceptionGroupHandler
            | BlockKind::AsyncComprehension
            | BlockKind::StopIteration => {}
            BlockKind::ForLoop => {
                self.swap_if(keep_top, *pos);
                self.emit(Op::POP_ITER, 0, *pos);
            }
            BlockKind::AsyncForLoop | BlockKind::PopValue => {
                self.swap_if(keep_top, *pos);
                self.emit(Op::POP_TOP, 0, *pos);
            }
            BlockKind::TryExcept => self.emit_ir(IrOp::PopBlock, 0, *pos),
            BlockKind::FinallyTry => self.leave_try_finally(pos, block, keep_top)?,
            BlockKind::FinallyEnd => {
                self.swap_if(keep_top, *pos);
                self.emit(Op::POP_TOP, 0, *pos);
                self.swap_if(keep_top, *pos);
                self.emit_ir(IrOp::PopBlock, 0, *pos);
                self.emit(Op::POP_EXCEPT, 0, *pos);
            }
            BlockKind::With | BlockKind::AsyncWith => self.leave_with(pos, block, keep_top),
            BlockKind::HandlerCleanup => {
                if block.name.is_some() {
                    self.emit_ir(IrOp::PopBlock, 0, *pos);
                }
                self.swap_if(keep_top, *pos);
                self.emit_ir(IrOp::PopBlock, 0, *pos);
                self.emit(Op::POP_EXCEPT, 0, *pos);
                if let Some(name) = block.name {
                    self.unbind_exception(name, *pos);
                }
            }
        }
        Ok(())
    }

    fn swap_if(&mut self, keep_top: bool, pos: Position) {
        if keep_top {
            self.emit(Op::SWAP, 2, pos);
        }
    }

    /// The `finally` body runs here; what follows is artificial, as if it came after that body.
    fn leave_try_finally(&mut self, pos: &mut Position, block: &Block<'a>, keep_top: bool) -> Res {
        self.emit_ir(IrOp::PopBlock, 0, *pos);
        if keep_top {
            self.push_kind(BlockKind::PopValue, *pos)?;
        }
        for stmt in block.body.into_iter().flatten() {
            self.stmt(stmt)?;
        }
        if keep_top {
            self.pop_block(BlockKind::PopValue);
        }
        *pos = NO_LOCATION;
        Ok(())
    }

    fn leave_with(&mut self, pos: &mut Position, block: &Block<'a>, keep_top: bool) {
        *pos = block.pos;
        self.emit_ir(IrOp::PopBlock, 0, *pos);
        if keep_top {
            self.emit(Op::SWAP, 3, *pos);
            self.emit(Op::SWAP, 2, *pos);
        }
        self.call_exit_with_nones(*pos);
        if block.kind == BlockKind::AsyncWith {
            self.emit_await(2, *pos);
        }
        self.emit(Op::POP_TOP, 0, *pos);
        *pos = NO_LOCATION;
    }

    /// `[exit, self|NULL] -> [result]`
    pub(super) fn call_exit_with_nones(&mut self, pos: Position) {
        for _ in 0..3 {
            self.load_const(Const::None, pos);
        }
        self.emit(Op::CALL, 3, pos);
    }

    /// `name = None; del name`: in case the handler unbound it itself.
    pub(super) fn unbind_exception(&mut self, name: &Name, pos: Position) {
        self.load_const(Const::None, pos);
        self.store_name(name, pos);
        self.delete_name(name, pos);
    }
}
