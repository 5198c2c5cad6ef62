//! The symbol table: which names each scope binds, where they live.
//!
//! Two passes over the tree, as in CPython's `symtable.c`: [`build`] visits every node once and notes definitions and
//! uses per scope; [`analyze`] walks the scopes and decides for every name whether it is a local, a cell, a free variable
//! or a global, and which comprehensions run inside their surrounding function (PEP 709).
//!
//! The code generator finds the scope of a node by the node's address, which is stable: nobody changes the tree.

mod analyze;
mod annotation;
mod binding;
mod build;
mod expression;
mod mangle;
mod pattern;
mod statement;
mod type_params;

use std::collections::{HashMap, HashSet};

use ruff_python_ast::name::Name;
use taipan_bytecode::Position;

pub(crate) use build::{build, docstring};
pub(crate) use mangle::{mangle, mangle_in};

/// Number of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ScopeId(u32);

/// What a scope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    /// A function, a lambda or a comprehension.
    Function,
    /// The `__annotate__` function of a module, class or function.
    Annotation,
    /// The value of a `type` statement.
    TypeAlias,
    /// A bound, a constraint or a default of a type parameter.
    TypeVariable,
    /// The scope that holds the type parameters of a generic function, class or alias.
    TypeParams,
}

impl ScopeKind {
    /// Whether names live in a frame, as in a function.
    pub(crate) fn is_function_like(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }
}

/// Which of several scopes of one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// The body of a function, class, lambda or comprehension; the value of a type alias.
    Body,
    /// The type parameters of a definition.
    TypeParams,
    /// The annotations of a function; keyed by its parameters.
    Annotations,
    /// The bound of a type parameter.
    Bound,
    /// The default of a type parameter.
    Default,
}

/// Kinds of comprehension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CompKind {
    List,
    Set,
    Dict,
    Generator,
}

impl CompKind {
    /// The words of error messages.
    pub(crate) fn text(self) -> &'static str {
        match self {
            CompKind::List => "list comprehension",
            CompKind::Set => "set comprehension",
            CompKind::Dict => "dict comprehension",
            CompKind::Generator => "generator expression",
        }
    }

    /// The name of its code object.
    pub(crate) fn code_name(self) -> &'static str {
        match self {
            CompKind::List => "<listcomp>",
            CompKind::Set => "<setcomp>",
            CompKind::Dict => "<dictcomp>",
            CompKind::Generator => "<genexpr>",
        }
    }
}

/// How a name is used in a scope: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uses(u16);

impl Uses {
    pub(crate) const GLOBAL: Uses = Uses(1);
    pub(crate) const LOCAL: Uses = Uses(2);
    pub(crate) const PARAM: Uses = Uses(4);
    pub(crate) const NONLOCAL: Uses = Uses(8);
    pub(crate) const READ: Uses = Uses(16);
    /// Free in a method, and bound or global in the class: the class looks it up by name.
    pub(crate) const FREE_CLASS: Uses = Uses(32);
    pub(crate) const IMPORT: Uses = Uses(64);
    pub(crate) const ANNOTATED: Uses = Uses(128);
    pub(crate) const COMP_ITER: Uses = Uses(256);
    pub(crate) const TYPE_PARAM: Uses = Uses(512);
    /// A cell only because of an inlined comprehension.
    pub(crate) const COMP_CELL: Uses = Uses(1024);
    /// Everything that binds.
    pub(crate) const BOUND: Uses = Uses(2 | 4 | 64 | 512);

    pub(crate) fn any(self, other: Uses) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn and(self, other: Uses) -> Uses {
        Uses(self.0 | other.0)
    }
}

/// Where a name lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// Not decided, or never mentioned.
    #[default]
    Unknown,
    Local,
    GlobalExplicit,
    GlobalImplicit,
    Free,
    Cell,
}

/// What is known of a name in a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub(crate) uses: Uses,
    pub(crate) place: Place,
}

/// A scope's names in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Symbols {
    order: Vec<Name>,
    table: HashMap<Name, Symbol>,
}

impl Symbols {
    pub(crate) fn get(&self, name: &str) -> Option<Symbol> {
        self.table.get(name).copied()
    }

    pub(crate) fn entry(&mut self, name: &Name) -> &mut Symbol {
        if !self.table.contains_key(name) {
            self.order.push(name.clone());
        }
        self.table.entry(name.clone()).or_default()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Name, Symbol)> {
        self.order.iter().map(|name| (name, self.table[name]))
    }
}

/// A scope.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) children: Vec<ScopeId>,
    pub(crate) symbols: Symbols,
    /// Parameters in order.
    pub(crate) params: Vec<Name>,
    /// In a function, at any depth.
    pub(crate) nested: bool,
    pub(crate) comprehension: Option<CompKind>,
    /// A function that is written as `async def`.
    pub(crate) is_async_def: bool,
    /// Contains `yield`, or is a generator expression.
    pub(crate) generator: bool,
    /// Written `async def`, or an asynchronous comprehension.
    pub(crate) coroutine: bool,
    pub(crate) varargs: bool,
    pub(crate) varkeywords: bool,
    pub(crate) has_docstring: bool,
    /// A function defined directly in a class.
    pub(crate) method: bool,
    /// A class whose methods want `__class__`.
    pub(crate) needs_class_closure: bool,
    /// A class whose namespace inner annotation scopes want to see.
    pub(crate) needs_classdict: bool,
    /// An annotation scope that sees the names of the class around it.
    pub(crate) can_see_class: bool,
    /// A comprehension that runs in the frame of the scope around it.
    pub(crate) inlined: bool,
    /// There are annotations that must be stored.
    pub(crate) annotations_used: bool,
    /// For a type parameter's bound or default: what it is, for messages.
    what: &'static str,
    /// For the `__annotate__` scope of a function: that function's name.
    pub(crate) annotated_function: Option<Name>,
    /// The `__annotate__` scope of a class or module.
    pub(crate) annotation_scope: Option<ScopeId>,
    /// Some annotations count only when their statement was executed.
    pub(crate) has_conditional_annotations: bool,
    /// While building: inside `if`, `for`, `try`, ….
    in_conditional: bool,
    /// While building: inside the iterable of a comprehension, this deep.
    comp_iter_depth: u32,
    /// While building: visiting the iteration target of a comprehension.
    comp_target: bool,
    /// Type parameters of a class: only these names are mangled here.
    mangled_names: Option<HashSet<Name>>,
    /// Places of `global` and `nonlocal`, for errors found later.
    directives: Vec<(Name, Position)>,
}

impl Scope {
    /// Where a (mangled) name lives.
    pub(crate) fn place(&self, name: &str) -> Place {
        self.symbols.get(name).map_or(Place::Unknown, |symbol| symbol.place)
    }
}

/// All scopes of a source text.
pub(crate) struct ScopeTable {
    scopes: Vec<Scope>,
    by_node: HashMap<(usize, Role), ScopeId>,
}

impl ScopeTable {
    /// The scope of the whole text.
    pub(crate) const TOP: ScopeId = ScopeId(0);

    pub(crate) fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    /// The scope of a node that was visited.
    pub(crate) fn of<T>(&self, node: &T, role: Role) -> ScopeId {
        self.by_node[&(address(node), role)]
    }

    fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }
}

/// Identity of a node.
fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}
