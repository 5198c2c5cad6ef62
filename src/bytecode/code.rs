//! A code unit: what one function body, class body, comprehension or module compiles to. Pure data.
//!
//! Invariants: `positions` has one entry per unit; site numbers are dense from 0 to `nsites`; `exceptions` is sorted by
//! `start`, its ranges do not overlap and hold unit indices. Variables share one index space, as in CPython: arguments,
//! other locals, cells that are no arguments, free variables; a cell that is an argument keeps the argument's index.

use std::sync::Arc;

use crate::constant::Const;
use crate::instr::Instr;

/// A code unit.
#[derive(Clone, Debug)]
pub struct Code {
    /// `co_name`.
    pub name: Box<str>,
    /// `co_qualname`.
    pub qualname: Box<str>,
    /// `co_filename`.
    pub filename: Arc<str>,
    /// `co_firstlineno`; a decorated function starts at its first decorator.
    pub firstlineno: u32,
    /// Positional arguments, the positional-only ones included.
    pub argcount: u32,
    /// Positional-only arguments.
    pub posonlyargcount: u32,
    /// Keyword-only arguments.
    pub kwonlyargcount: u32,
    /// `co_flags`.
    pub flags: CodeFlags,
    /// The deepest that the value stack gets.
    pub stacksize: u32,
    /// All variables, in index order.
    pub variables: Vec<LocalVar>,
    /// Names of globals and attributes.
    pub names: Vec<Box<str>>,
    /// Constants; the docstring is the first one iff `CodeFlags::HAS_DOCSTRING`.
    pub consts: Vec<Const>,
    /// The instructions.
    pub code: Vec<Instr>,
    /// How many inline-cache sites the instructions use.
    pub nsites: u32,
    /// Where exceptions go.
    pub exceptions: Vec<ExcEntry>,
    /// Source range of each instruction.
    pub positions: Vec<Position>,
}

impl Code {
    /// The number of variables that are locals: `co_nlocals`.
    pub fn nlocals(&self) -> usize {
        self.variables.iter().filter(|v| v.kind.has(LocalKind::LOCAL)).count()
    }

    /// Names of the locals, arguments first: `co_varnames`.
    pub fn varnames(&self) -> impl Iterator<Item = &str> {
        self.named(LocalKind::LOCAL)
    }

    /// Names of the cells: `co_cellvars`.
    pub fn cellvars(&self) -> impl Iterator<Item = &str> {
        self.named(LocalKind::CELL)
    }

    /// Names of the free variables: `co_freevars`.
    pub fn freevars(&self) -> impl Iterator<Item = &str> {
        self.named(LocalKind::FREE)
    }

    fn named(&self, kind: LocalKind) -> impl Iterator<Item = &str> {
        self.variables.iter().filter(move |v| v.kind.has(kind)).map(|v| &*v.name)
    }

    /// The handler for an exception raised by the unit `pc`.
    pub fn handler(&self, pc: usize) -> Option<&ExcEntry> {
        let pc = pc as u32;
        let next = self.exceptions.partition_point(|entry| entry.start <= pc);
        let entry = &self.exceptions[next.checked_sub(1)?];
        (pc < entry.end).then_some(entry)
    }

    /// The docstring, when the unit starts with one.
    pub fn docstring(&self) -> Option<&Const> {
        if self.flags.has(CodeFlags::HAS_DOCSTRING) { self.consts.first() } else { None }
    }
}

/// A variable of a code unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalVar {
    /// Its name, mangled.
    pub name: Box<str>,
    /// What it is.
    pub kind: LocalKind,
}

/// What a variable is: a set of bits with CPython's `CO_FAST_*` values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalKind(pub u8);

impl LocalKind {
    /// An argument that can be given by position.
    pub const ARG_POS: LocalKind = LocalKind(0x02);
    /// An argument that can be given by keyword.
    pub const ARG_KW: LocalKind = LocalKind(0x04);
    /// `*args` or `**kwargs`.
    pub const ARG_VAR: LocalKind = LocalKind(0x08);
    /// A variable of an inlined comprehension that `locals()` does not show.
    pub const HIDDEN: LocalKind = LocalKind(0x10);
    /// A local.
    pub const LOCAL: LocalKind = LocalKind(0x20);
    /// A cell.
    pub const CELL: LocalKind = LocalKind(0x40);
    /// A free variable.
    pub const FREE: LocalKind = LocalKind(0x80);

    /// Whether all bits of `other` are set.
    pub const fn has(self, other: LocalKind) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: LocalKind) -> LocalKind {
        LocalKind(self.0 | other.0)
    }
}

/// `co_flags`, with CPython's values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeFlags(pub u32);

impl CodeFlags {
    /// Locals live in the frame.
    pub const OPTIMIZED: CodeFlags = CodeFlags(0x1);
    /// A call makes a fresh local namespace.
    pub const NEWLOCALS: CodeFlags = CodeFlags(0x2);
    /// Has `*args`.
    pub const VARARGS: CodeFlags = CodeFlags(0x4);
    /// Has `**kwargs`.
    pub const VARKEYWORDS: CodeFlags = CodeFlags(0x8);
    /// Defined in another function.
    pub const NESTED: CodeFlags = CodeFlags(0x10);
    /// A generator.
    pub const GENERATOR: CodeFlags = CodeFlags(0x20);
    /// A coroutine.
    pub const COROUTINE: CodeFlags = CodeFlags(0x80);
    /// A generator that may be awaited (`types.coroutine`).
    pub const ITERABLE_COROUTINE: CodeFlags = CodeFlags(0x100);
    /// An asynchronous generator.
    pub const ASYNC_GENERATOR: CodeFlags = CodeFlags(0x200);
    /// `from __future__ import barry_as_FLUFL`.
    pub const FUTURE_BARRY_AS_BDFL: CodeFlags = CodeFlags(0x40_0000);
    /// `from __future__ import annotations`.
    pub const FUTURE_ANNOTATIONS: CodeFlags = CodeFlags(0x100_0000);
    /// The first constant is the docstring.
    pub const HAS_DOCSTRING: CodeFlags = CodeFlags(0x400_0000);
    /// A function defined directly in a class.
    pub const METHOD: CodeFlags = CodeFlags(0x800_0000);
    /// A frame of it appears in no traceback, and nobody sees it by walking the frames.
    pub const HIDDEN: CodeFlags = CodeFlags(0x4000_0000);
    /// Every `__future__` flag that nested compilations inherit.
    pub const FUTURE_MASK: CodeFlags = CodeFlags(0x1fe_0000);

    /// Whether all bits of `other` are set.
    pub const fn has(self, other: CodeFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Sets the bits of `other`.
    pub const fn insert(&mut self, other: CodeFlags) {
        self.0 |= other.0;
    }
}

/// A line of the exception table: what happens when a unit in `start..end` raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExcEntry {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
    /// Where to go on, with the stack cut to `depth` and the exception pushed.
    pub target: u32,
    /// Values that stay on the stack.
    pub depth: u32,
    /// Whether the index of the raising unit is pushed before the exception, for RERAISE.
    pub lasti: bool,
}

/// A range of source text: lines from 1, columns in UTF-8 bytes from 0; -1 stands for "none".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// First line.
    pub line: i32,
    /// Last line.
    pub end_line: i32,
    /// Column of the start.
    pub col: i32,
    /// Column one past the end.
    pub end_col: i32,
}

impl Position {
    /// Code that belongs to no line.
    pub const NONE: Position = Position { line: -1, end_line: -1, col: -1, end_col: -1 };

    /// A whole line, without columns.
    pub const fn of_line(line: i32) -> Position {
        Position { line, end_line: line, col: -1, end_col: -1 }
    }
}
