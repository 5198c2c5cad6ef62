//! First pass: the builder, its entry and what all visitors share.
//!
//! The visitors are `impl Builder` blocks, one file per kind of syntax: `statement`, `expression`, `pattern`,
//! `annotation`, `type_params`, `binding`.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Mod, Stmt};
use ruff_text_size::{Ranged, TextRange};
use taipan_bytecode::Position;

use super::{Role, Scope, ScopeId, ScopeKind, ScopeTable, Uses, address, analyze};
use crate::error::{Problem, Res};
use crate::source::Source;

/// Builds and analyses the scopes of a tree. `future_annotations`: annotations are kept as text.
pub(crate) fn build(source: &Source<'_>, tree: &Mod, future_annotations: bool, top_await: bool) -> Res<ScopeTable> {
    let table = ScopeTable { scopes: Vec::new(), by_node: Default::default() };
    let mut builder =
        Builder { source, future_annotations, top_await, table, stack: Vec::new(), class: None, detached: 0 };
    let top = builder.new_scope(ScopeKind::Module);
    debug_assert_eq!(top, ScopeTable::TOP);
    builder.stack.push(top);
    match tree {
        Mod::Module(module) => {
            builder.cur().has_docstring = docstring(&module.body).is_some();
            builder.statements(&module.body)?;
        }
        Mod::Expression(expression) => builder.expression(&expression.body)?,
    }
    let mut table = builder.table;
    analyze::analyze(&mut table)?;
    Ok(table)
}

/// The docstring that a body starts with.
pub(crate) fn docstring(body: &[Stmt]) -> Option<&ruff_python_ast::ExprStringLiteral> {
    body.first()?.as_expr_stmt()?.value.as_string_literal_expr()
}

/// State of the first pass.
pub(super) struct Builder<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) future_annotations: bool,
    /// `await` is allowed outside of functions.
    pub(super) top_await: bool,
    pub(super) table: ScopeTable,
    /// The scope being visited and those around it.
    pub(super) stack: Vec<ScopeId>,
    /// The class whose private names are mangled.
    pub(super) class: Option<Name>,
    /// Depth of scopes that are visited for their errors only.
    pub(super) detached: u32,
}

impl Builder<'_> {
    pub(super) fn position(&self, node: impl Ranged) -> Position {
        self.source.position(node.range())
    }

    pub(super) fn error<T>(&self, msg: impl Into<String>, node: impl Ranged) -> Res<T> {
        Err(Problem::syntax(msg, self.position(node)))
    }

    pub(super) fn cur_id(&self) -> ScopeId {
        *self.stack.last().expect("the module's scope is never left")
    }

    pub(super) fn cur(&mut self) -> &mut Scope {
        let id = self.cur_id();
        self.table.get_mut(id)
    }

    /// A scope that nothing refers to yet.
    fn new_scope(&mut self, kind: ScopeKind) -> ScopeId {
        let id = ScopeId(self.table.scopes.len() as u32);
        let parent = self.stack.last().map(|id| self.table.get(*id));
        let nested = parent.is_some_and(|parent| parent.nested || parent.kind.is_function_like());
        self.table.scopes.push(Scope {
            kind,
            children: Vec::new(),
            symbols: Default::default(),
            params: Vec::new(),
            nested,
            comprehension: None,
            is_async_def: false,
            generator: false,
            coroutine: false,
            varargs: false,
            varkeywords: false,
            has_docstring: false,
            method: false,
            needs_class_closure: false,
            needs_classdict: false,
            can_see_class: false,
            inlined: false,
            annotations_used: false,
            what: "a TypeVar bound",
            annotated_function: None,
            annotation_scope: None,
            has_conditional_annotations: false,
            in_conditional: false,
            comp_iter_depth: 0,
            comp_target: false,
            mangled_names: None,
            directives: Vec::new(),
        });
        id
    }

    /// Enters a fresh scope that belongs to a node.
    pub(super) fn enter<T>(&mut self, kind: ScopeKind, node: &T, role: Role) -> Res<ScopeId> {
        let depth = self.stack.last().map_or(0, |&around| self.table.get(around).comp_iter_depth);
        let id = self.new_scope(kind);
        self.table.get_mut(id).comp_iter_depth = depth;
        if self.detached == 0 {
            self.cur().children.push(id);
        }
        self.table.by_node.insert((address(node), role), id);
        self.stack.push(id);
        if matches!(kind, ScopeKind::Annotation | ScopeKind::TypeAlias | ScopeKind::TypeVariable) {
            self.add_format_parameter(TextRange::default())?;
        }
        Ok(id)
    }

    /// Enters a scope that no analysis and no code will see: what is visited in it can only be wrong.
    pub(super) fn enter_detached(&mut self, kind: ScopeKind) {
        let id = self.new_scope(kind);
        self.stack.push(id);
        self.detached += 1;
    }

    pub(super) fn leave_detached(&mut self) {
        self.detached -= 1;
        self.leave();
    }

    pub(super) fn leave(&mut self) {
        self.stack.pop();
    }

    /// The parameter of an annotation function. Its name cannot collide with any in an annotation.
    fn add_format_parameter(&mut self, range: TextRange) -> Res {
        let name = Name::new_static(".format");
        self.define(&name, Uses::PARAM, range)?;
        self.define(&name, Uses::READ, range)
    }

    /// Lets an annotation scope see the names of the class around it.
    pub(super) fn see_class(&mut self, range: TextRange) -> Res {
        self.cur().can_see_class = true;
        self.define(&Name::new_static("__classdict__"), Uses::READ, range)
    }
}
