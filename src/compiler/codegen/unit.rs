//! A code unit being written: its instructions, pools, blocks.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use ruff_python_ast::StmtAnnAssign;
use ruff_python_ast::name::Name;
use ruff_text_size::Ranged;
use taipan_bytecode::{Code, CodeFlags, Const, Op, Position, operand::resume};

use super::Compiler;
use super::block::Block;
use crate::error::{ErrorKind, Problem, Res};
use crate::flow::{Frame, Sequence, finish};
use crate::pool::Pool;
use crate::scope::{Place, Scope, ScopeId, ScopeKind, Uses, mangle};

/// The most units in each other: more than blocks can nest, few enough for recursive destructors.
const MAX_NESTED_UNITS: usize = 400;

/// What a unit was written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
    /// Annotations, type parameters, aliases.
    Annotations,
}

/// How many arguments a unit takes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ArgCounts {
    /// Positional ones, positional-only included.
    pub(super) positional: u32,
    pub(super) positional_only: u32,
    pub(super) keyword_only: u32,
}

/// A unit being written.
pub(super) struct Unit<'a> {
    pub(super) kind: UnitKind,
    pub(super) scope: ScopeId,
    pub(super) name: Name,
    pub(super) qualname: String,
    pub(super) firstlineno: u32,
    /// The class whose private names are mangled.
    pub(super) class: Option<Name>,
    pub(super) args: ArgCounts,
    pub(super) seq: Sequence,
    pub(super) varnames: Pool<Name>,
    pub(super) cellvars: Pool<Name>,
    pub(super) freevars: Pool<Name>,
    pub(super) names: Pool<Name>,
    pub(super) consts: Pool<Const>,
    /// Blocks that `return`, `break` and `continue` must unwind.
    pub(super) blocks: Vec<Block<'a>>,
    /// Places of names while an inlined comprehension is compiled.
    pub(super) overrides: HashMap<Name, Place>,
    /// Names that live in the frame although the unit is no function: those of inlined comprehensions.
    pub(super) hidden: HashSet<Name>,
    /// All names that ever were hidden.
    pub(super) ever_hidden: Vec<Name>,
    pub(super) inlined_depth: u32,
    /// Attributes that methods set on `self`.
    pub(super) static_attributes: BTreeSet<Name>,
    /// Annotations for `__annotate__`, with a number when they count only if executed.
    pub(super) deferred: Vec<(&'a StmtAnnAssign, Option<u32>)>,
    pub(super) next_conditional: u32,
    pub(super) conditional_depth: u32,
}

impl<'a> Compiler<'a> {
    pub(super) fn unit(&self) -> &Unit<'a> {
        self.units.last().expect("something is being compiled")
    }

    pub(super) fn unit_mut(&mut self) -> &mut Unit<'a> {
        self.units.last_mut().expect("something is being compiled")
    }

    /// The scope of the current unit.
    pub(super) fn scope(&self) -> &'a Scope {
        self.scopes.get(self.unit().scope)
    }

    /// The range of a node as instructions carry it.
    pub(super) fn loc(&self, node: &impl Ranged) -> Position {
        self.source.position(node.range())
    }

    pub(super) fn is_interactive_top(&self) -> bool {
        self.interactive && self.units.len() == 1
    }

    /// A unit in the current one.
    pub(super) fn new_unit(&self, kind: UnitKind, scope: ScopeId, name: &str, firstlineno: u32) -> Unit<'a> {
        let table = self.scopes.get(scope);
        let name = Name::new(name);
        let class = match kind {
            UnitKind::Class => Some(name.clone()),
            _ => self.units.last().and_then(|outer| outer.class.clone()),
        };
        let sorted = |wanted: &dyn Fn(Place, Uses) -> bool| {
            let mut names: Vec<Name> =
                table.symbols.iter().filter(|(_, s)| wanted(s.place, s.uses)).map(|(name, _)| name.clone()).collect();
            names.sort_unstable();
            names.into_iter().collect::<Pool<Name>>()
        };
        let mut cellvars = sorted(&|place, uses| place == Place::Cell || uses.any(Uses::COMP_CELL));
        if kind == UnitKind::Class {
            for (needed, name) in [
                (table.needs_class_closure, "__class__"),
                (table.needs_classdict, "__classdict__"),
                (table.has_conditional_annotations, "__conditional_annotations__"),
            ] {
                if needed {
                    cellvars.add(Name::new_static(name));
                }
            }
        }
        Unit {
            kind,
            scope,
            qualname: self.qualname(kind, table, &name),
            name,
            firstlineno,
            class,
            args: ArgCounts::default(),
            seq: Sequence::default(),
            varnames: table.params.iter().cloned().collect(),
            cellvars,
            freevars: sorted(&|place, uses| place == Place::Free || uses.any(Uses::FREE_CLASS)),
            names: Pool::default(),
            consts: Pool::default(),
            blocks: Vec::new(),
            overrides: HashMap::new(),
            hidden: HashSet::new(),
            ever_hidden: Vec::new(),
            inlined_depth: 0,
            static_attributes: BTreeSet::new(),
            deferred: Vec::new(),
            next_conditional: 0,
            conditional_depth: 0,
        }
    }

    /// Starts a unit other than the module.
    ///
    /// # Errors
    ///
    /// When units nest so deeply that whoever walks their constants could run out of stack.
    pub(super) fn enter_unit(
        &mut self,
        kind: UnitKind,
        scope: ScopeId,
        name: &str,
        firstlineno: u32,
        args: ArgCounts,
    ) -> Res {
        if self.units.len() >= MAX_NESTED_UNITS {
            let position = Position::of_line(firstlineno as i32);
            let msg = "maximum recursion depth exceeded during compilation";
            return Err(Problem::new(ErrorKind::Recursion, msg, position));
        }
        let mut unit = self.new_unit(kind, scope, name, firstlineno);
        unit.args = args;
        self.units.push(unit);
        let line = firstlineno as i32;
        self.emit(Op::RESUME, resume::START, Position { line, end_line: line, col: 0, end_col: 0 });
        Ok(())
    }

    fn qualname(&self, kind: UnitKind, scope: &Scope, name: &Name) -> String {
        let mut around = self.units.iter().rev();
        let Some(mut parent) = around.next() else { return name.to_string() };
        // Scopes of type parameters do not show.
        if parent.kind == UnitKind::Annotations {
            match around.next() {
                Some(outer) => parent = outer,
                None => return name.to_string(),
            }
        }
        let own = match &scope.annotated_function {
            Some(function) => format!("{function}.{name}"),
            None => name.to_string(),
        };
        if parent.kind == UnitKind::Module {
            return own;
        }
        let definition = matches!(kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class);
        if definition {
            let mangled = mangle(parent.class.as_ref(), name);
            if self.scopes.get(parent.scope).place(&mangled) == Place::GlobalExplicit {
                return own;
            }
        }
        let locals = match parent.kind {
            UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda => ".<locals>",
            _ => "",
        };
        format!("{}{locals}.{own}", parent.qualname)
    }

    /// Finishes the current unit.
    pub(super) fn leave_unit(&mut self) -> Arc<Code> {
        let flags = self.unit_flags();
        let unit = self.units.pop().expect("something is being compiled");
        let boxed = |names: Pool<Name>| names.into_items().iter().map(|name| name.as_str().into()).collect::<Vec<_>>();
        let frame = Frame {
            name: unit.name.as_str().into(),
            qualname: unit.qualname.into(),
            filename: self.filename.clone(),
            firstlineno: unit.firstlineno,
            argcount: unit.args.positional,
            posonlyargcount: unit.args.positional_only,
            kwonlyargcount: unit.args.keyword_only,
            flags,
            varnames: boxed(unit.varnames),
            cellvars: boxed(unit.cellvars),
            freevars: boxed(unit.freevars),
            hidden: unit.ever_hidden.iter().map(|name| name.as_str().into()).collect(),
            names: boxed(unit.names),
            consts: unit.consts.into_items(),
        };
        Arc::new(finish(unit.seq, frame))
    }

    fn unit_flags(&self) -> CodeFlags {
        let scope = self.scope();
        let mut flags = self.flags;
        if scope.kind.is_function_like() {
            flags.insert(CodeFlags::NEWLOCALS);
            flags.insert(CodeFlags::OPTIMIZED);
            let table = [
                (scope.nested, CodeFlags::NESTED),
                (scope.generator && !scope.coroutine, CodeFlags::GENERATOR),
                (scope.generator && scope.coroutine, CodeFlags::ASYNC_GENERATOR),
                (scope.coroutine && !scope.generator, CodeFlags::COROUTINE),
                (scope.varargs, CodeFlags::VARARGS),
                (scope.varkeywords, CodeFlags::VARKEYWORDS),
                (scope.method && scope.kind == ScopeKind::Function, CodeFlags::METHOD),
                (scope.has_docstring && self.optimize < 2, CodeFlags::HAS_DOCSTRING),
            ];
            for (set, flag) in table {
                if set {
                    flags.insert(flag);
                }
            }
        } else if scope.kind == ScopeKind::Module && scope.coroutine {
            flags.insert(CodeFlags::COROUTINE);
        }
        flags
    }
}
