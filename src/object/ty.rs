//! Type objects: name, bases, method resolution order, namespace, slots, layout of instances.
//!
//! A type has a version tag while somebody relies on its contents. Whoever changes a namespace bumps the tags of the type and
//! of all its subclasses: inline caches that remember a tag miss, and traces that depend on the type are invalidated
//! through [`TypeBody::watchers`].

#![allow(unsafe_code, reason = "types change behind shared references, under the rule that the Vm is the key")]

use super::names::NameMap;
use super::shape::{self, Growth, ShapeId};
use super::{BodyOps, Kind, Object, Owned, Payload, Ref, Slots, Value, Visit, kinds};
use std::cell::{Cell, UnsafeCell};

/// A type object as it lies in the heap.
pub type TypeObj = Object<TypeBody>;

/// Bits of [`TypeBody::flags`].
pub struct TypeFlags;

impl TypeFlags {
    /// Made by a `class` statement or `type()`: its attributes may change. Instances do not count a reference to it: a class is
    /// part of its own MRO, so only the cycle collector can end it, and that looks at the instances.
    pub const CLASS: u32 = 1;
    /// May be a base.
    pub const BASE: u32 = 2;
    /// Instances have `__del__`.
    pub const DEL: u32 = 4;
    /// Instances may be containers of references.
    pub const GC: u32 = 8;
    /// Abstract methods remain: no instances.
    pub const ABSTRACT: u32 = 16;
    /// Matches mapping patterns.
    pub const MAPPING: u32 = 32;
    /// Matches sequence patterns.
    pub const SEQUENCE: u32 = 64;
    /// Instances can be referred to weakly.
    pub const WEAKREF: u32 = 128;
    /// Positional class pattern matches the subject itself (`int(x)`).
    pub const MATCH_SELF: u32 = 256;
    /// An exception class.
    pub const EXCEPTION: u32 = 512;
    /// Some class in the MRO defines `__getattr__` or overrides `__getattribute__`.
    pub const GETATTR_HOOK: u32 = 1024;
    /// Some class in the MRO overrides `__setattr__` or `__delattr__`.
    pub const SETATTR_HOOK: u32 = 2048;
}

/// The body of a type object.
pub struct TypeBody {
    /// What the heap does with instances.
    pub(crate) ops: BodyOps,
    /// Offset of the attribute area within an instance, 0 when it has none.
    pub(crate) attrs_offset: u32,
    /// Number of inline attribute slots.
    pub(crate) inline: u32,
    /// Size of an instance in bytes.
    pub(crate) size: u32,
    pub(crate) flags: Cell<u32>,
    pub(crate) version: Cell<u32>,
    pub(crate) root_shape: Cell<ShapeId>,
    pub(crate) dict_shape: Cell<ShapeId>,
    /// Names of `__slots__`: the slots that a fresh instance has.
    pub(crate) fixed: u32,
    /// What calling the class means, as `interp/construct` found out at this version.
    pub(crate) construction: Cell<(u32, u64)>,
    slots: UnsafeCell<Slots>,
    names: UnsafeCell<TypeNames>,
    /// Ids of traces that assume something about this type.
    pub(crate) watchers: UnsafeCell<Vec<u32>>,
}

/// The parts of a type that Python code sees as objects.
pub(crate) struct TypeNames {
    pub name: String,
    pub qualname: String,
    pub base: Option<Owned>,
    pub bases: Vec<Owned>,
    pub mro: Vec<Owned>,
    pub dict: NameMap,
    pub subclasses: Vec<*const TypeObj>,
    /// `__module__` and `__doc__` of types that are written in Rust; empty for classes.
    pub native: (&'static str, &'static str),
}

/// What a new type is made from.
pub(crate) struct TypeParts {
    pub ops: BodyOps,
    pub attrs_offset: u32,
    pub inline: u32,
    pub size: u32,
    pub flags: u32,
    pub slots: Slots,
    pub name: String,
    pub qualname: String,
    pub base: Option<Owned>,
    pub bases: Vec<Owned>,
    pub mro: Vec<Owned>,
    pub fixed: Vec<Owned>,
    pub growth: Growth,
    pub native: (&'static str, &'static str),
}

static NEXT_VERSION: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);

impl Payload for TypeBody {
    const KIND: Kind = Kind::Type;
    fn traverse(&self, visit: &mut Visit<'_>) {
        // SAFETY: the collector holds the VM.
        let n = unsafe { &*self.names.get() };
        visit.option(&n.base);
        visit.all(&n.bases);
        // The type's own entry in its MRO is a reference like the others.
        visit.all(&n.mro);
        for (k, v) in n.dict.iter() {
            visit.value(k.value());
            visit.value(v.value());
        }
    }
    fn clear(&mut self) {
        self.leave_bases();
        let n = self.names.get_mut();
        n.dict.clear();
        n.mro.clear();
        n.bases.clear();
    }
}

impl Drop for TypeBody {
    fn drop(&mut self) {
        // The object's address is that of the header before this body.
        let me = (&raw const *self as usize - super::HEADER_SIZE) as *const TypeObj;
        for root in [self.root_shape.get(), self.dict_shape.get()] {
            if root.0 != 0 {
                shape::forget(me, root);
            }
        }
        self.leave_bases();
    }
}

impl TypeBody {
    /// Takes this type out of its bases' lists of subclasses.
    fn leave_bases(&mut self) {
        let me = (&raw const *self as usize - super::HEADER_SIZE) as *const TypeObj;
        let n = self.names.get_mut();
        for b in &n.bases {
            if let Some(h) = b.value().heap_ptr() {
                // SAFETY: bases are types and alive: this type holds a reference.
                unsafe { (*(*(h as *const TypeObj)).body.names.get()).subclasses.retain(|&s| !std::ptr::eq(s, me)) }
            }
        }
    }
}

impl TypeParts {
    /// Makes the type object. `mro` lacks the type itself, which is put in front. A metaclass of null means: the caller
    /// fills the header's type in later (`type` and `object` themselves).
    pub(crate) fn build(self, metaclass: *const TypeObj) -> Owned {
        let body = TypeBody {
            ops: self.ops,
            attrs_offset: self.attrs_offset,
            inline: self.inline,
            size: self.size,
            flags: Cell::new(self.flags),
            version: Cell::new(0),
            root_shape: Cell::new(ShapeId(0)),
            fixed: self.fixed.len() as u32,
            construction: Cell::new((0, 0)),
            dict_shape: Cell::new(ShapeId(0)),
            slots: UnsafeCell::new(self.slots),
            names: UnsafeCell::new(TypeNames {
                name: self.name,
                qualname: self.qualname,
                base: self.base,
                bases: self.bases,
                mro: Vec::new(),
                dict: NameMap::default(),
                subclasses: Vec::new(),
                native: self.native,
            }),
            watchers: UnsafeCell::new(Vec::new()),
        };
        let me = super::alloc::raw(metaclass, body);
        // SAFETY: the object was just made and is a type.
        let ty = unsafe { &*(me.value().bits() as *const TypeObj) };
        if self.attrs_offset != 0 {
            ty.body.root_shape.set(shape::root(ty, self.fixed, self.growth));
        }
        let n = ty.names();
        // The MRO's own entry is not counted as a reference from outside would be: it makes a cycle that the collector breaks.
        n.mro = std::iter::once(me.clone()).chain(self.mro).collect();
        for b in &n.bases {
            // SAFETY: bases are types; `object` itself has no type yet when `type` is made.
            let base = unsafe { &*(b.value().bits() as *const TypeObj) };
            base.names().subclasses.push(ty);
        }
        me
    }
}

impl TypeObj {
    #[allow(clippy::mut_from_ref, reason = "the rule that the Vm is the key makes this the only borrow in use")]
    pub(crate) fn names(&self) -> &mut TypeNames {
        // SAFETY: callers hold the VM and let go of the borrow before the next call of this function on the same type.
        unsafe { &mut *self.body.names.get() }
    }

    /// The slots. Copy what you need: a class statement may change them.
    #[inline(always)]
    pub fn slots(&self) -> &Slots {
        // SAFETY: as for `names`.
        unsafe { &*self.body.slots.get() }
    }

    #[allow(clippy::mut_from_ref, reason = "as for names")]
    pub(crate) fn slots_mut(&self) -> &mut Slots {
        // SAFETY: as for `names`.
        unsafe { &mut *self.body.slots.get() }
    }

    /// The traces that assume something about this type.
    #[allow(clippy::mut_from_ref, reason = "as for names")]
    pub(crate) fn watchers(&self) -> &mut Vec<u32> {
        // SAFETY: as for `names`.
        unsafe { &mut *self.body.watchers.get() }
    }

    /// The name without module.
    pub fn name(&self) -> &str {
        &self.names().name
    }

    /// The name as messages about operations write it: types of native modules are named with their module.
    pub fn message_name(&self) -> String {
        let n = self.names();
        match n.native.0 {
            "" | "builtins" | "random" => n.name.clone(),
            _ if n.name == "Counter" => n.name.clone(),
            module => format!("{module}.{}", n.name),
        }
    }

    /// The name as messages about wrong arguments write it: `None` is itself.
    pub fn argument_name(&self) -> String {
        if self.is_exactly(super::Kind::NoneType) { "None".to_owned() } else { self.message_name() }
    }

    /// Module and qualified name, as messages that tell types apart write it: the module `builtins` is left out.
    pub fn full_name(&self, vm: &super::Vm) -> String {
        let n = self.names();
        match n.dict.get(vm.names.module).and_then(|m| m.as_str(vm)) {
            Some(m) if m != "builtins" => format!("{m}.{}", n.qualname),
            None if !matches!(n.native.0, "" | "builtins") => format!("{}.{}", n.native.0, n.qualname),
            _ => n.qualname.clone(),
        }
    }

    /// The built-in layout of instances.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.body.ops.kind
    }

    /// Whether instances have a `T` as their body.
    pub fn is_layout_of<T: Payload>(&self) -> bool {
        self.body.ops.id == std::any::TypeId::of::<T>()
    }

    /// Whether this is exactly the built-in type of that layout (and not a subclass).
    #[inline(always)]
    pub fn is_exactly(&self, kind: Kind) -> bool {
        std::ptr::eq(self, kinds::kind_ptr(kind))
    }

    /// Whether a flag is set.
    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.body.flags.get() & flag != 0
    }

    pub(crate) fn set_flag(&self, flag: u32) {
        if flag & TypeFlags::DEL != 0 {
            super::collect::finalizers_exist();
        }
        self.body.flags.set(self.body.flags.get() | flag);
    }

    pub(crate) fn clear_flag(&self, flag: u32) {
        self.body.flags.set(self.body.flags.get() & !flag);
    }

    /// Whether this type was made by a `class` statement.
    #[inline(always)]
    pub fn is_class(&self) -> bool {
        self.has(TypeFlags::CLASS)
    }

    #[inline(always)]
    pub(crate) fn has_del(&self) -> bool {
        self.has(TypeFlags::DEL)
    }

    /// The type as a value.
    #[inline(always)]
    pub fn as_ref(&self) -> Ref<'_> {
        // SAFETY: `self` is borrowed from a live object.
        unsafe { Ref::from_value(Value::from_ptr(self)) }
    }

    /// Whether C code would find a table of sequence operations here: classes have one, whatever they define.
    pub(crate) fn is_sequence_like(&self) -> bool {
        let s = self.slots();
        let mapping_only = self.is_exactly(Kind::MappingProxy);
        self.is_class() || mapping_only || s.concat.is_some() || s.contains.is_some() || s.repeat.is_some()
    }

    /// Whether `self` is `other` or derives from it, by the MRO.
    #[inline]
    pub fn is_subtype(&self, other: &TypeObj) -> bool {
        std::ptr::eq(self, other) || self.names().mro.iter().any(|t| t.lend().is(other.as_ref()))
    }

    /// Looks an interned name up along the MRO. The result is valid until a namespace changes.
    pub fn lookup(&self, name: Ref<'_>) -> Option<Ref<'_>> {
        let v = super::method_cache::lookup(self, name)?;
        // SAFETY: some namespace of the MRO holds the value.
        Some(unsafe { Ref::from_value(v) })
    }

    /// The same without the cache.
    pub(crate) fn lookup_slow(&self, name: Ref<'_>) -> Option<Value> {
        self.names().mro.iter().find_map(|t| t.lend().expect_type().names().dict.get(name).map(Ref::value))
    }

    /// The version tag, assigned now if there is none.
    #[inline]
    pub fn version(&self) -> u32 {
        match self.body.version.get() {
            0 => self.assign_version(),
            v => v,
        }
    }

    /// What calling the class means, and the version for which that was found out.
    #[inline(always)]
    pub(crate) fn construction(&self) -> (u32, u64) {
        self.body.construction.get()
    }

    /// Keeps what calling the class means.
    pub(crate) fn set_construction(&self, known: (u32, u64)) {
        self.body.construction.set(known);
    }

    /// The version tag as it is; 0 when there is none, which no cache that was filled has.
    #[inline(always)]
    pub(crate) fn version_now(&self) -> u32 {
        self.body.version.get()
    }

    #[cold]
    fn assign_version(&self) -> u32 {
        let v = NEXT_VERSION.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.body.version.set(v);
        // A change of a base must reach this type, so the bases have versions too.
        for t in self.names().mro.iter().skip(1) {
            t.lend().expect_type().version();
        }
        v
    }

    /// Something in the namespace changed: caches miss from now on, here and in subclasses.
    pub(crate) fn modified(&self) {
        self.body.version.set(0);
        super::vm::types_changed(self);
        let subs: Vec<*const TypeObj> = self.names().subclasses.clone();
        for s in subs {
            // SAFETY: a subclass leaves the list when it dies.
            unsafe { (*s).modified() }
        }
    }

    /// The immediate subclasses.
    pub(crate) fn living_subclasses(&self) -> Vec<Owned> {
        let all = self.names().subclasses.clone();
        // SAFETY: a subclass leaves the list when it dies.
        all.into_iter().map(|s| unsafe { (*s).as_ref() }.own()).collect()
    }

    /// Gives the type other bases: the lists of subclasses follow.
    pub(crate) fn replace_bases(&self, base: Owned, bases: Vec<Owned>) {
        for b in &self.names().bases {
            b.lend().expect_type().names().subclasses.retain(|&s| !std::ptr::eq(s, self));
        }
        for b in &bases {
            b.lend().expect_type().names().subclasses.push(self);
        }
        let old = std::mem::replace(&mut self.names().bases, bases);
        self.names().base = Some(base);
        drop(old);
    }

    /// The shape of instances whose attributes live in a dict.
    pub(crate) fn dict_shape(&self) -> ShapeId {
        if self.body.dict_shape.get().0 == 0 {
            let fixed = shape::shape(self.body.root_shape.get()).names.clone();
            self.body.dict_shape.set(shape::root(self, fixed, Growth::Dict));
        }
        self.body.dict_shape.get()
    }

    /// Number of inline attribute slots.
    pub(crate) fn inline_slots(&self) -> u32 {
        self.body.inline
    }

    /// Size of an instance in bytes.
    pub(crate) fn instance_size(&self) -> u32 {
        self.body.size
    }

    /// Whether the attribute area lies behind items of varying number, so that slots have no fixed place.
    pub(crate) fn has_tail_attrs(&self) -> bool {
        self.body.attrs_offset == super::TAIL
    }

    /// Whether instances have attributes that can be added.
    pub fn has_dict(&self) -> bool {
        self.body.attrs_offset != 0 && shape::shape(self.body.root_shape.get()).growth != Growth::Fixed
    }
}

impl<'a> Ref<'a> {
    /// This value as a type object.
    #[inline]
    pub fn as_type(self) -> Option<&'a TypeObj> {
        if self.is_a::<TypeBody>() {
            // SAFETY: the layout was compared; alive for `'a`.
            Some(unsafe { &*(self.value().bits() as *const TypeObj) })
        } else {
            None
        }
    }

    /// This value as a type object, where it cannot be anything else.
    ///
    /// # Panics
    /// When it is no type.
    pub fn expect_type(self) -> &'a TypeObj {
        match self.as_type() {
            Some(t) => t,
            None => panic!("a type was expected"),
        }
    }

    /// `isinstance(self, ty)` by the real type.
    pub fn is_instance(self, ty: &TypeObj) -> bool {
        self.ty().is_subtype(ty)
    }
}
