//! Declaring built-in types: each file in `types/` and `modules/` describes its type as a [`TypeDef`], and the runtime makes
//! the type object from it when it starts.
//!
//! ```ignore
//! pub fn def() -> TypeDef {
//!     TypeDef::of::<Deque>("deque", "collections")
//!         .doc("A list-like sequence optimized for data accesses near its endpoints.")
//!         .flags(TypeFlags::BASE | TypeFlags::GC)
//!         .slots(|s| { s.repr = Some(repr); s.len = Some(len); s.new = Some(new) })
//!         .methods(METHODS)
//!         .getters(GETTERS)
//! }
//! static METHODS: &[FnDef] = &[FnDef::new("append", "(self, item, /)", append, "Add an element to the right side.")];
//! static GETTERS: &[GetSetDef] = &[GetSetDef::get("maxlen", maxlen, "maximum size of a deque or None if unbounded")];
//! ```

use super::shape::Growth;
use super::ty::TypeParts;
use super::{
    Args, BodyOps, CallArgs, ClassMethodDescr, Exc, FnDef, HEADER_SIZE, Instance, Kind, MethodDescr, Owned, Payload,
    PyResult, Ref, Slots, TAIL, Tuple, TypeFlags, TypeObj, Visit, Vm, alloc, kinds,
};

/// Writes a computed attribute, or deletes it when there is no value.
pub type SetterFn = fn(&mut Vm, Ref<'_>, Option<Ref<'_>>) -> PyResult<()>;

/// A computed attribute of a built-in type.
pub struct GetSetDef {
    /// Its name.
    pub name: &'static str,
    /// Reads it.
    pub get: super::UnaryFn,
    /// Writes it, or deletes it when there is no value.
    pub set: Option<SetterFn>,
    /// The documentation string.
    pub doc: &'static str,
}

impl GetSetDef {
    /// A read-only attribute.
    pub const fn get(name: &'static str, get: super::UnaryFn, doc: &'static str) -> GetSetDef {
        GetSetDef { name, get, set: None, doc }
    }

    /// A field that cannot be written, in the words that CPython has for fields.
    pub const fn field(name: &'static str, get: super::UnaryFn, doc: &'static str) -> GetSetDef {
        GetSetDef { name, get, set: Some(|vm, _, _| Err(vm.raise(Exc::AttributeError, "readonly attribute"))), doc }
    }

    /// An attribute that can be written.
    pub const fn get_set(name: &'static str, get: super::UnaryFn, set: SetterFn, doc: &'static str) -> GetSetDef {
        GetSetDef { name, get, set: Some(set), doc }
    }
}

/// The descriptor object of a [`GetSetDef`].
pub struct GetSet {
    /// What it does.
    pub def: &'static GetSetDef,
    /// The type whose instances it accepts.
    pub owner: Owned,
}

impl Payload for GetSet {
    const KIND: Kind = Kind::GetSet;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.owner);
    }
}

/// The descriptor of a slot: an attribute that `__slots__` or a built-in exception class declares.
pub struct Member {
    /// Its name.
    pub name: Owned,
    /// Which slot of the instance.
    pub slot: u32,
    /// The class whose instances it accepts.
    pub owner: Owned,
    /// Whether an unset slot reads as `None` instead of raising `AttributeError`.
    pub none_when_unset: bool,
}

impl Payload for Member {
    const KIND: Kind = Kind::Member;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.name);
        visit.owned(&self.owner);
    }
}

/// The description of a built-in type.
pub struct TypeDef {
    kind: Kind,
    exception: Option<Exc>,
    fields: &'static [&'static str],
    name: &'static str,
    module: &'static str,
    doc: &'static str,
    base: Kind,
    ops: BodyOps,
    flags: u32,
    attrs: bool,
    slots: Slots,
    methods: Vec<&'static [FnDef]>,
    class_methods: &'static [FnDef],
    static_methods: &'static [FnDef],
    getters: Vec<&'static [GetSetDef]>,
    constants: Vec<(&'static str, Owned)>,
    match_args: &'static [&'static str],
}

impl TypeDef {
    /// The type of objects with body `T`. `module` is `"builtins"` or the native module's name.
    pub fn of<T: Payload>(name: &'static str, module: &'static str) -> TypeDef {
        TypeDef::raw(T::KIND, BodyOps::of::<T>(), name, module)
    }

    /// Another type of objects with body `T`, with a kind of its own (`frozenset` beside `set`).
    pub fn sharing<T: Payload>(kind: Kind, name: &'static str, module: &'static str) -> TypeDef {
        TypeDef::raw(kind, BodyOps::of::<T>(), name, module)
    }

    /// A built-in type whose objects share the body `T` of its base.
    pub fn derived<T: Payload>(kind: Kind, name: &'static str, module: &'static str) -> TypeDef {
        TypeDef::raw(kind, BodyOps::of::<T>(), name, module).base(T::KIND)
    }

    /// A type whose instances are immediates (`bool`, `NoneType`, …).
    pub fn immediate(kind: Kind, name: &'static str) -> TypeDef {
        TypeDef::raw(kind, BodyOps::of::<Instance>(), name, "builtins")
    }

    /// What a built-in exception class has of its own. The classes themselves are made from the table of exceptions;
    /// `fields` are the attributes that instances keep in slots.
    pub fn exception(exc: Exc, fields: &'static [&'static str]) -> TypeDef {
        let mut def = TypeDef::raw(Kind::Exception, BodyOps::of::<super::Exception>(), "", "builtins");
        (def.exception, def.fields) = (Some(exc), fields);
        def
    }

    /// A type whose instances are nothing but attributes; others derive from it.
    pub fn abstract_base(kind: Kind, name: &'static str, module: &'static str) -> TypeDef {
        TypeDef::raw(kind, BodyOps::of::<Instance>(), name, module)
    }

    fn raw(kind: Kind, ops: BodyOps, name: &'static str, module: &'static str) -> TypeDef {
        TypeDef {
            kind,
            exception: None,
            fields: &[],
            name,
            module,
            doc: "",
            base: Kind::Object,
            ops,
            flags: 0,
            attrs: false,
            slots: Slots::default(),
            methods: Vec::new(),
            class_methods: &[],
            static_methods: &[],
            getters: Vec::new(),
            constants: Vec::new(),
            match_args: &[],
        }
    }

    /// The documentation string.
    pub fn doc(mut self, doc: &'static str) -> TypeDef {
        self.doc = doc;
        self
    }

    /// The base; its body must be a prefix: in practice the same struct (`bool` of `int`) or none (`object`).
    pub fn base(mut self, base: Kind) -> TypeDef {
        self.base = base;
        self
    }

    /// [`TypeFlags`] bits.
    pub fn flags(mut self, flags: u32) -> TypeDef {
        self.flags = flags;
        self
    }

    /// Instances have attributes of their own (a `__dict__`).
    pub fn with_attrs(mut self) -> TypeDef {
        self.attrs = true;
        self
    }

    /// Fills slots in.
    pub fn slots(mut self, f: impl FnOnce(&mut Slots)) -> TypeDef {
        f(&mut self.slots);
        self
    }

    /// Methods; may be called several times.
    pub fn methods(mut self, m: &'static [FnDef]) -> TypeDef {
        self.methods.push(m);
        self
    }

    /// Class methods.
    pub fn class_methods(mut self, m: &'static [FnDef]) -> TypeDef {
        self.class_methods = m;
        self
    }

    /// Static methods.
    pub fn static_methods(mut self, m: &'static [FnDef]) -> TypeDef {
        self.static_methods = m;
        self
    }

    /// Computed attributes; may be called several times.
    pub fn getters(mut self, g: &'static [GetSetDef]) -> TypeDef {
        self.getters.push(g);
        self
    }

    /// A class attribute.
    pub fn constant(mut self, name: &'static str, value: Owned) -> TypeDef {
        self.constants.push((name, value));
        self
    }

    /// `__match_args__`: the attributes that positional patterns mean.
    pub fn match_args(mut self, names: &'static [&'static str]) -> TypeDef {
        self.match_args = names;
        self
    }

    /// Makes the bare type object and enters it into the table of kinds. The namespace is filled by [`TypeDef::fill`] once
    /// all types exist.
    pub fn make(&self) {
        let meta = kinds::kind_ptr(Kind::Type);
        let base = kinds::kind_ptr(self.base);
        let has_base = !base.is_null() && self.kind != Kind::Object;
        let base_ty: Option<&TypeObj> = if has_base { Some(kinds::type_for(self.base)) } else { None };
        let mut ops = self.ops;
        ops.kind = self.kind;
        let size = ops.size.next_multiple_of(8);
        let (attrs_offset, size) = match self.attrs {
            true if ops.id == std::any::TypeId::of::<Tuple>() => (TAIL, size as u32),
            true => (size as u32, size as u32 + 8),
            false => (0, size as u32),
        };
        let mut slots = self.slots;
        if let Some(b) = base_ty {
            let new = slots.new;
            inherit(&mut slots, b.slots());
            if b.is_exactly(Kind::Object) {
                // `object.__new__` would make an object without this type's body.
                slots.new = new;
            }
        }
        let parts = TypeParts {
            ops,
            attrs_offset,
            inline: 0,
            size: size.max(HEADER_SIZE as u32),
            flags: self.flags | base_ty.map_or(0, |b| b.body.flags.get() & INHERITED),
            slots,
            name: self.name.to_owned(),
            qualname: self.name.to_owned(),
            base: base_ty.map(|b| b.as_ref().own()),
            bases: base_ty.map(|b| b.as_ref().own()).into_iter().collect(),
            mro: base_ty.map(|b| b.names().mro.clone()).unwrap_or_default(),
            fixed: Vec::new(),
            growth: Growth::Open,
            native: (self.module, self.doc),
        };
        let ty = parts.build(meta);
        kinds::set_kind(self.kind, ty.lend().value().bits() as *const TypeObj);
        // Built-in types live as long as the process.
        std::mem::forget(ty);
    }

    /// Fills the namespace: methods, getters, wrappers of the type's own slots, documentation, module.
    pub fn fill(self, vm: &mut Vm) {
        let ty = match self.exception {
            Some(exc) => kinds::exception_type(exc),
            None => kinds::type_for(self.kind),
        };
        let owner = ty.as_ref().own();
        let put = |vm: &mut Vm, name: &str, value: Owned| {
            let name = vm.intern(name);
            ty.names().dict.insert(name, value);
        };
        for def in self.methods.iter().copied().flatten() {
            put(vm, def.name, alloc::new(MethodDescr { def, owner: owner.clone() }));
        }
        for def in self.class_methods {
            put(vm, def.name, alloc::new(ClassMethodDescr { def, owner: owner.clone() }));
        }
        for def in self.static_methods {
            let f = alloc::new(super::Builtin { def, this: None, bound: false, module: Owned::NONE });
            put(vm, def.name, alloc::new(StaticMethod { func: f }));
        }
        for def in self.getters.iter().copied().flatten() {
            put(vm, def.name, alloc::new(GetSet { def, owner: owner.clone() }));
        }
        for (name, value) in self.constants {
            put(vm, name, value);
        }
        if !self.match_args.is_empty() {
            let names = self.match_args.iter().map(|name| vm.intern(name)).collect();
            let names = vm.tuple(names);
            put(vm, "__match_args__", names);
        }
        let first =
            if self.fields.is_empty() { 0 } else { super::shape(ty.body.root_shape.get()).len() - self.fields.len() };
        for (slot, name) in (first as u32..).zip(self.fields) {
            let text = vm.intern(name);
            let member = Member { name: text, slot, owner: owner.clone(), none_when_unset: true };
            put(vm, name, alloc::new(member));
        }
        super::dunder::fill_wrappers(vm, ty, &self.slots);
        if self.slots.unhashable {
            put(vm, "__hash__", Owned::NONE);
        }
        let name = vm.names.doc.own();
        if ty.names().dict.get(name.lend()).is_none() {
            let doc = if self.doc.is_empty() { Owned::NONE } else { Owned::str(self.doc) };
            ty.names().dict.insert(name, doc);
        }
    }

    /// The documentation string.
    pub(crate) fn docstring(&self) -> &'static str {
        self.doc
    }

    /// The exception class that this describes, if it is one.
    pub(crate) fn of_exception(&self) -> Option<Exc> {
        self.exception
    }

    /// Names of slots, and the slots themselves, of an exception class.
    pub(crate) fn exception_parts(&self) -> (&'static [&'static str], &Slots) {
        (self.fields, &self.slots)
    }

    /// The layout that this describes.
    pub fn kind(&self) -> Kind {
        self.kind
    }
}

const INHERITED: u32 = TypeFlags::GC
    | TypeFlags::MAPPING
    | TypeFlags::SEQUENCE
    | TypeFlags::MATCH_SELF
    | TypeFlags::EXCEPTION
    | TypeFlags::DEL
    | TypeFlags::GETATTR_HOOK
    | TypeFlags::SETATTR_HOOK
    | TypeFlags::WEAKREF;

macro_rules! inherit_fields {
    ($slots:ident, $base:ident: $($f:ident)*) => { $( if $slots.$f.is_none() { $slots.$f = $base.$f; } )* };
}

/// Fills empty slots from a base.
pub(crate) fn inherit(slots: &mut Slots, base: &Slots) {
    if slots.hash.is_none() && slots.compare.is_none() {
        // Equality and hash are inherited together or not at all.
        slots.hash = base.hash;
        slots.compare = base.compare;
        slots.unhashable |= base.unhashable;
    }
    inherit_fields!(slots, base: repr str getattr setattr call new init iter next len getitem setitem contains
        descr_get descr_set bool int float index neg pos invert abs pow_mod await_ aiter anext
        concat repeat inplace_concat inplace_repeat compare hash);
    for i in 0..slots.binary.len() {
        slots.binary[i] = slots.binary[i].or(base.binary[i]);
        slots.inplace[i] = slots.inplace[i].or(base.inplace[i]);
    }
}

/// The body of `staticmethod`.
pub struct StaticMethod {
    /// `__func__`.
    pub func: Owned,
}

impl Payload for StaticMethod {
    const KIND: Kind = Kind::StaticMethod;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.func);
    }
}

/// The body of `classmethod`.
pub struct ClassMethod {
    /// `__func__`.
    pub func: Owned,
}

impl Payload for ClassMethod {
    const KIND: Kind = Kind::ClassMethod;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.func);
    }
}

/// Binds arguments of a `__new__` or `__init__` to a signature.
///
/// # Errors
/// `TypeError` for arguments that do not fit, or what `f` raises.
pub fn bind<R>(
    vm: &mut Vm,
    name: &str,
    signature: &'static super::LazySignature,
    args: &CallArgs<'_>,
    f: impl FnOnce(&mut Vm, &Args<'_>) -> PyResult<R>,
) -> PyResult<R> {
    signature.call(vm, super::signature::Callee { name, module: None }, args, f)
}
