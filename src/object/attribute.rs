//! Attribute access: the generic rules (`object.__getattribute__` and friends), those of classes, and what callers use.

use super::attrs::Stored;
use super::{Dict, Exc, Owned, PyResult, Raised, Ref, TypeFlags, Vm};

impl Vm {
    /// `getattr(o, name)`; `name` is a str.
    ///
    /// # Errors
    /// `AttributeError`, or whatever a descriptor or `__getattr__` raises.
    pub fn get_attr(&mut self, o: Ref<'_>, name: Ref<'_>) -> PyResult {
        match o.ty().slots().getattr {
            Some(f) => {
                let r = f(self, o, name);
                if r.is_err() {
                    self.explain_attribute_error(o, name);
                }
                r
            }
            None => self.generic_get_attr(o, name),
        }
    }

    /// An `AttributeError` that a hook in Python raised learns which attribute of which object was asked for.
    #[cold]
    fn explain_attribute_error(&mut self, o: Ref<'_>, name: Ref<'_>) {
        if !self.raised_is(Exc::AttributeError) {
            return;
        }
        let Some(e) = self.raised.clone() else { return };
        let (key, obj) = (self.intern("name"), self.names.obj);
        if e.lend().own_attr(key.lend()).is_none() && e.lend().own_attr(obj).is_none() {
            self.store_instance_attr(e.lend(), key.lend(), name.own());
            self.store_instance_attr(e.lend(), obj, o.own());
        }
    }

    /// `getattr(o, name)` for a name given as Rust text.
    ///
    /// # Errors
    /// As for [`Vm::get_attr`].
    pub fn get_attr_str(&mut self, o: Ref<'_>, name: &str) -> PyResult {
        let name = self.intern(name);
        self.get_attr(o, name.lend())
    }

    /// `getattr(o, name, None)`: a missing attribute is no error.
    ///
    /// # Errors
    /// Whatever is raised besides `AttributeError`.
    pub fn get_attr_opt(&mut self, o: Ref<'_>, name: Ref<'_>) -> PyResult<Option<Owned>> {
        let r = self.get_attr(o, name);
        Ok(self.catch(r, Exc::AttributeError)?.ok())
    }

    /// `setattr(o, name, value)`, or `delattr(o, name)` when there is no value.
    ///
    /// # Errors
    /// `AttributeError`, or whatever a descriptor or `__setattr__` raises.
    pub fn set_attr(&mut self, o: Ref<'_>, name: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
        match o.ty().slots().setattr {
            Some(f) => f(self, o, name, value),
            None => self.generic_set_attr(o, name, value),
        }
    }

    /// `object.__getattribute__(o, name)`.
    ///
    /// # Errors
    /// As for [`Vm::get_attr`].
    pub fn generic_get_attr(&mut self, o: Ref<'_>, name: Ref<'_>) -> PyResult {
        match self.generic_find_attr(o, name)? {
            Some(v) => Ok(v),
            None => Err(self.no_attribute(o, name)),
        }
    }

    /// The same, with `None` for a missing attribute (descriptors may still raise).
    ///
    /// # Errors
    /// What a descriptor raises.
    pub fn generic_find_attr(&mut self, o: Ref<'_>, name: Ref<'_>) -> PyResult<Option<Owned>> {
        let name = self.interned(name);
        let name = name.lend();
        let ty = o.ty();
        let found = ty.lookup(name).map(Ref::own);
        let get = found.as_ref().and_then(|f| f.lend().ty().slots().descr_get);
        if let (Some(f), Some(get)) = (&found, get)
            && f.lend().ty().slots().descr_set.is_some()
        {
            return get(self, f.lend(), Some(o), ty.as_ref()).map(Some);
        }
        if let Some(v) = self.instance_attr(o, name) {
            return Ok(Some(v));
        }
        match (found, get) {
            (Some(f), Some(get)) => get(self, f.lend(), Some(o), ty.as_ref()).map(Some),
            (found, _) => Ok(found),
        }
    }

    /// An attribute of the object itself, past all descriptors. `name` is interned.
    pub fn instance_attr(&mut self, o: Ref<'_>, name: Ref<'_>) -> Option<Owned> {
        if let Some(v) = o.own_attr(name) {
            return Some(v);
        }
        let d = o.attr_dict()?;
        self.dict_get_str(d.lend(), name)
    }

    /// Stores an attribute in the object itself. False when the object has no place for it.
    pub fn store_instance_attr(&mut self, o: Ref<'_>, name: Ref<'_>, value: Owned) -> bool {
        match o.store_own_attr(name, value.clone()) {
            Stored::Done => true,
            Stored::NoPlace => false,
            Stored::InDict => {
                let d = self.instance_dict(o);
                self.dict_set_str(d.lend(), name, value);
                true
            }
        }
    }

    /// The object's `__dict__`, made real: from now on its attributes live there.
    pub fn instance_dict(&mut self, o: Ref<'_>) -> Owned {
        if let Some(d) = o.attr_dict() {
            return d;
        }
        let d = self.dict();
        for (name, value) in o.own_attrs() {
            self.dict_set_str(d.lend(), name.lend(), value);
        }
        o.attach_dict(d.clone());
        d
    }

    /// The object's attributes as a fresh dict, without changing how it stores them.
    pub fn attrs_snapshot(&mut self, o: Ref<'_>) -> Owned {
        if let Some(d) = o.attr_dict() {
            let copy = d.lend().get::<Dict>(self).map(|b| b.copy(self)).unwrap_or_default();
            return super::new(copy);
        }
        let d = self.dict();
        for (name, value) in o.own_attrs() {
            self.dict_set_str(d.lend(), name.lend(), value);
        }
        d
    }

    /// `object.__setattr__(o, name, value)` and `object.__delattr__(o, name)`.
    ///
    /// # Errors
    /// As for [`Vm::set_attr`].
    pub fn generic_set_attr(&mut self, o: Ref<'_>, name: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
        let name = self.interned(name);
        let name = name.lend();
        let ty = o.ty();
        let found = ty.lookup(name).map(Ref::own);
        if let Some(f) = &found
            && let Some(set) = f.lend().ty().slots().descr_set
        {
            return set(self, f.lend(), o, value);
        }
        let done = match value {
            Some(v) => self.store_instance_attr(o, name, v.own()),
            None => self.delete_instance_attr(o, name)?,
        };
        if done {
            return Ok(());
        }
        let (class, text) = (ty.message_name(), name.as_str(self).unwrap_or("?").to_owned());
        let message = if found.is_some() && !(value.is_none() && ty.has_dict()) {
            format!("'{class}' object attribute '{text}' is read-only")
        } else if !ty.has_dict() {
            format!("'{class}' object has no attribute '{text}' and no __dict__ for setting new attributes")
        } else {
            format!("'{class}' object has no attribute '{text}'")
        };
        Err(self.attribute_error(o, name, message))
    }

    fn delete_instance_attr(&mut self, o: Ref<'_>, name: Ref<'_>) -> PyResult<bool> {
        if !o.ty().has_dict() {
            return Ok(false);
        }
        if self.instance_attr(o, name).is_none() {
            return Ok(false);
        }
        let d = self.instance_dict(o);
        Ok(self.dict_remove(d.lend(), name)?.is_some())
    }

    #[cold]
    fn no_attribute(&mut self, o: Ref<'_>, name: Ref<'_>) -> Raised {
        let text = name.as_text(self).map(|s| s.lossy().into_owned()).unwrap_or_default();
        let message = match o.as_type() {
            Some(t) => format!("type object '{}' has no attribute '{text}'", t.name()),
            None => format!("'{}' object has no attribute '{text}'", o.ty().message_name()),
        };
        self.attribute_error(o, name, message)
    }

    /// `type.__getattribute__(cls, name)`.
    ///
    /// # Errors
    /// As for [`Vm::get_attr`].
    pub fn type_get_attr(&mut self, cls: Ref<'_>, name: Ref<'_>) -> PyResult {
        let name = self.interned(name);
        let name = name.lend();
        let meta = cls.ty();
        let found = meta.lookup(name).map(Ref::own);
        let get = found.as_ref().and_then(|f| f.lend().ty().slots().descr_get);
        if let (Some(f), Some(get)) = (&found, get)
            && f.lend().ty().slots().descr_set.is_some()
        {
            return get(self, f.lend(), Some(cls), meta.as_ref());
        }
        if let Some(v) = cls.as_type().and_then(|t| t.lookup(name)).map(Ref::own) {
            return match v.lend().ty().slots().descr_get {
                Some(get) => get(self, v.lend(), None, cls),
                None => Ok(v),
            };
        }
        match (found, get) {
            (Some(f), Some(get)) => get(self, f.lend(), Some(cls), meta.as_ref()),
            (Some(f), None) => Ok(f),
            (None, _) => Err(self.no_attribute(cls, name)),
        }
    }

    /// Looks a special method up on the type of `o` and binds it to `o`, as `type(o).name.__get__(o)` does. `name` is interned.
    ///
    /// # Errors
    /// What a descriptor raises.
    pub fn special(&mut self, o: Ref<'_>, name: Ref<'_>) -> PyResult<Option<Owned>> {
        let Some(f) = o.ty().lookup(name).map(Ref::own) else { return Ok(None) };
        match f.lend().ty().slots().descr_get {
            Some(get) => get(self, f.lend(), Some(o), o.ty().as_ref()).map(Some),
            None => Ok(Some(f)),
        }
    }

    /// Calls a special method if the type of `o` has it.
    ///
    /// # Errors
    /// What the method raises.
    pub fn call_special(&mut self, o: Ref<'_>, name: Ref<'_>, args: &[Ref<'_>]) -> PyResult<Option<Owned>> {
        let Some(f) = o.ty().lookup(name).map(Ref::own) else { return Ok(None) };
        if f.lend().is_a::<super::Function>() {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(o);
            all.extend_from_slice(args);
            return self.call(f.lend(), &all).map(Some);
        }
        let bound = match f.lend().ty().slots().descr_get {
            Some(get) => get(self, f.lend(), Some(o), o.ty().as_ref())?,
            None => f,
        };
        self.call(bound.lend(), args).map(Some)
    }

    /// Calls a method by name.
    ///
    /// # Errors
    /// `AttributeError`, or what the method raises.
    pub fn call_method(&mut self, o: Ref<'_>, name: &str, args: &[Ref<'_>]) -> PyResult {
        let f = self.get_attr_str(o, name)?;
        self.call(f.lend(), args)
    }
}

/// Whether instances of a type take attributes through the generic rules only, with no hooks in Python.
pub fn plain_attributes(ty: &super::TypeObj) -> bool {
    !ty.has(TypeFlags::GETATTR_HOOK)
}
