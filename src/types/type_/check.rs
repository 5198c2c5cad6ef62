//! `isinstance` and `issubclass`.

use crate::object::{Kind, Owned, PyResult, Raised, Ref, TypeObj, Vm};

const INSTANCE: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const SUBCLASS: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

impl Vm {
    /// `isinstance(o, cls)`: `cls` may be a class, a tuple, a union, or anything with `__instancecheck__`.
    ///
    /// # Errors
    /// `TypeError` for what is no class, or what `__instancecheck__` raises.
    pub fn is_instance(&mut self, o: Ref<'_>, cls: Ref<'_>) -> PyResult<bool> {
        if o.ty().as_ref().is(cls) {
            return Ok(true);
        }
        if cls.ty().is_exactly(Kind::Type) {
            return self.real_is_instance(o, cls);
        }
        if let Some(all) = alternatives(self, cls) {
            return self.recurse(" in __instancecheck__", |vm| any(vm, &all, |vm, c| vm.is_instance(o, c)));
        }
        let name = self.names.instancecheck;
        match self.call_special(cls, name, &[o])? {
            Some(r) => self.truth(r.lend()),
            None => self.real_is_instance(o, cls),
        }
    }

    /// `issubclass(sub, cls)`.
    ///
    /// # Errors
    /// `TypeError` for what is no class, or what `__subclasscheck__` raises.
    pub fn is_subclass(&mut self, sub: Ref<'_>, cls: Ref<'_>) -> PyResult<bool> {
        if cls.ty().is_exactly(Kind::Type) {
            if sub.is(cls) {
                return Ok(true);
            }
            return self.real_is_subclass(sub, cls);
        }
        if let Some(all) = alternatives(self, cls) {
            return self.recurse(" in __subclasscheck__", |vm| any(vm, &all, |vm, c| vm.is_subclass(sub, c)));
        }
        let name = self.names.subclasscheck;
        match self.call_special(cls, name, &[sub])? {
            Some(r) => self.truth(r.lend()),
            None => self.real_is_subclass(sub, cls),
        }
    }

    /// `type.__instancecheck__(cls, o)`: by the MRO of the real type, then by what `o.__class__` says.
    ///
    /// # Errors
    /// `TypeError` for what is no class.
    pub fn real_is_instance(&mut self, o: Ref<'_>, cls: Ref<'_>) -> PyResult<bool> {
        let class_name = self.names.class;
        let Some(ty) = cls.as_type() else {
            check_class(self, cls, INSTANCE)?;
            return match self.get_attr_opt(o, class_name)? {
                Some(c) => abstract_subclass(self, c.lend(), cls),
                None => Ok(false),
            };
        };
        if o.is_instance(ty) {
            return Ok(true);
        }
        // A proxy claims another class through `__class__`; plain objects need not be asked.
        if is_plain(o.ty()) {
            return Ok(false);
        }
        let claimed = self.get_attr_opt(o, class_name)?;
        Ok(claimed.as_ref().and_then(|c| c.lend().as_type()).is_some_and(|c| c.is_subtype(ty)))
    }

    /// `type.__subclasscheck__(cls, sub)`.
    ///
    /// # Errors
    /// `TypeError` for what is no class.
    pub fn real_is_subclass(&mut self, sub: Ref<'_>, cls: Ref<'_>) -> PyResult<bool> {
        if let (Some(s), Some(c)) = (sub.as_type(), cls.as_type()) {
            return Ok(s.is_subtype(c));
        }
        check_class(self, sub, "issubclass() arg 1 must be a class")?;
        check_class(self, cls, SUBCLASS)?;
        abstract_subclass(self, sub, cls)
    }
}

/// `isinstance(o, class)`.
///
/// # Errors
/// As for [`Vm::is_instance`].
pub(crate) fn is_instance(vm: &mut Vm, o: Ref<'_>, class: Ref<'_>) -> PyResult<bool> {
    vm.is_instance(o, class)
}

/// Whether `__class__` is the one of `object` and no hook answers for it.
pub(crate) fn is_plain(ty: &TypeObj) -> bool {
    let name = crate::object::known_names().class;
    let object = crate::object::type_for(Kind::Object);
    let same = match (ty.lookup(name), object.lookup(name)) {
        (Some(x), Some(y)) => x.is(y),
        _ => false,
    };
    same && ty.slots().getattr.is_none()
}

fn alternatives(vm: &Vm, cls: Ref<'_>) -> Option<Vec<Owned>> {
    if let Some(items) = cls.as_tuple(vm) {
        return Some(items.to_vec());
    }
    crate::types::union_::members(vm, cls)
}

fn any(vm: &mut Vm, all: &[Owned], mut f: impl FnMut(&mut Vm, Ref<'_>) -> PyResult<bool>) -> PyResult<bool> {
    for c in all {
        let c = if c.lend().is_none() { Kind::NoneType.ty() } else { c.lend() };
        if f(vm, c)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn bases(vm: &mut Vm, cls: Ref<'_>) -> PyResult<Option<Vec<Owned>>> {
    let name = vm.intern_forever("__bases__");
    let found = vm.get_attr_opt(cls, name)?;
    Ok(found.and_then(|b| b.lend().as_tuple(vm).map(<[Owned]>::to_vec)))
}

fn check_class(vm: &mut Vm, cls: Ref<'_>, message: &str) -> PyResult<()> {
    match bases(vm, cls)? {
        Some(_) => Ok(()),
        None => Err::<(), Raised>(vm.type_error(message)),
    }
}

/// Follows `__bases__` of objects that behave like classes.
fn abstract_subclass(vm: &mut Vm, sub: Ref<'_>, cls: Ref<'_>) -> PyResult<bool> {
    if sub.is(cls) {
        return Ok(true);
    }
    let Some(all) = bases(vm, sub)? else { return Ok(false) };
    vm.recurse(" in __issubclass__", |vm| {
        for b in &all {
            if abstract_subclass(vm, b.lend(), cls)? {
                return Ok(true);
            }
        }
        Ok(false)
    })
}
