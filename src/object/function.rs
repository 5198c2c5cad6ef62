//! Bodies of callables and of what surrounds them.

#![allow(unsafe_code, reason = "handlers read functions through raw pointers")]

use super::{CodeBody, CodeObj, FnDef, Kind, Owned, Payload, Value, Visit};
use std::cell::{Cell, RefCell};

/// A Python function. The closure comes first: native code reads it.
#[repr(C)]
pub struct Function {
    /// `__closure__`: a tuple of cells or `None`.
    pub closure: Owned,
    /// The code object.
    pub code: Owned,
    /// `__globals__`, a dict.
    pub globals: Owned,
    /// `__name__`.
    pub name: Owned,
    /// `__qualname__`.
    pub qualname: Owned,
    /// `__module__`.
    pub module: Owned,
    /// `__doc__`.
    pub doc: Owned,
    /// `__defaults__`: a tuple or `None`.
    pub defaults: Owned,
    /// `__kwdefaults__`: a dict or `None`.
    pub kwdefaults: Owned,
    /// `__annotations__`, made on demand from `annotate`.
    pub annotations: Option<Owned>,
    /// `__annotate__`: a function or `None`.
    pub annotate: Owned,
    /// `__type_params__`: a tuple.
    pub type_params: Owned,
    /// Changes with code or defaults: what call caches compare. 0: never asked for.
    pub version: Cell<u32>,
    /// Ids of traces that have a call of this function inlined.
    pub(crate) watchers: RefCell<Vec<u32>>,
}

impl Payload for Function {
    const KIND: Kind = Kind::Function;
    fn traverse(&self, visit: &mut Visit<'_>) {
        for o in [&self.code, &self.globals, &self.name, &self.qualname, &self.module, &self.doc] {
            visit.owned(o);
        }
        for o in [&self.defaults, &self.kwdefaults, &self.closure, &self.annotate, &self.type_params] {
            visit.owned(o);
        }
        visit.option(&self.annotations);
    }
    fn clear(&mut self) {
        for o in [&mut self.defaults, &mut self.kwdefaults, &mut self.closure, &mut self.annotate] {
            *o = Owned::NONE;
        }
        self.annotations = None;
    }
}

impl Function {
    /// The code.
    #[inline(always)]
    pub(crate) fn code_obj(&self) -> *const CodeObj {
        self.code.value().bits() as *const CodeObj
    }

    /// The code's body.
    #[inline(always)]
    pub fn code_body(&self) -> &CodeBody {
        // SAFETY: `code` is always a code object; this function keeps it alive.
        unsafe { &(*self.code_obj()).body }
    }

    /// Code or defaults changed: call caches miss, traces become invalid.
    pub(crate) fn changed(&self) {
        self.version.set(0);
        super::invalidation::mark(&mut self.watchers.borrow_mut());
    }
}

/// A bound method: a callable and the instance that becomes its first argument.
#[repr(C)]
pub struct Method {
    /// `__func__`.
    pub func: Owned,
    /// `__self__`.
    pub this: Owned,
}

impl Payload for Method {
    const KIND: Kind = Kind::Method;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.func);
        visit.owned(&self.this);
    }
}

/// A native function, possibly bound to an instance.
pub struct Builtin {
    /// What it does.
    pub def: &'static FnDef,
    /// `__self__`: the instance or the module; `None` for neither.
    pub this: Option<Owned>,
    /// Whether `this` is passed as the first argument.
    pub bound: bool,
    /// `__module__`.
    pub module: Owned,
}

impl Payload for Builtin {
    const KIND: Kind = Kind::Builtin;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.this);
        visit.owned(&self.module);
    }
}

/// A native method in a type's namespace.
pub struct MethodDescr {
    /// What it does; the first parameter is the instance.
    pub def: &'static FnDef,
    /// The type whose instances it accepts.
    pub owner: Owned,
}

impl Payload for MethodDescr {
    const KIND: Kind = Kind::MethodDescr;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.owner);
    }
}

/// A native class method in a type's namespace; the first parameter is the class.
pub struct ClassMethodDescr {
    /// What it does.
    pub def: &'static FnDef,
    /// The type that it is declared in.
    pub owner: Owned,
}

impl Payload for ClassMethodDescr {
    const KIND: Kind = Kind::ClassMethodDescr;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.owner);
    }
}

/// A variable shared by closures.
#[repr(C)]
pub struct CellBody {
    /// The value, `EMPTY` when unbound; owned.
    value: Cell<Value>,
}

impl Payload for CellBody {
    const KIND: Kind = Kind::Cell;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.value(self.value.get());
    }
    fn clear(&mut self) {
        self.set(Owned::immediate(Value::EMPTY));
    }
}

impl CellBody {
    /// A cell with a value.
    pub fn make(value: Owned) -> Owned {
        super::alloc::new(CellBody { value: Cell::new(value.into_value()) })
    }

    /// The value, `None` when unbound.
    pub fn get(&self) -> Option<Owned> {
        let v = self.value.get();
        // SAFETY: the cell owns its value.
        if v.is_empty() { None } else { Some(unsafe { super::Ref::from_value(v) }.own()) }
    }

    /// Binds the variable; `EMPTY` unbinds it.
    pub fn set(&self, value: Owned) {
        let old = self.value.replace(value.into_value());
        // SAFETY: the cell owned the old value.
        drop(unsafe { Owned::from_value(old) });
    }
}

impl Drop for CellBody {
    fn drop(&mut self) {
        self.set(Owned::immediate(Value::EMPTY));
    }
}

/// A module: its namespace.
pub struct Module {
    /// `__dict__`.
    pub dict: Owned,
}

impl Payload for Module {
    const KIND: Kind = Kind::Module;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.dict);
    }
}
