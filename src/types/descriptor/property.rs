//! `property`.

use crate::object::{
    Args, CallArgs, Exc, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Raised, Ref, TypeDef,
    TypeFlags, Value, Visit, Vm, bind, new_of,
};

/// The body of a property. `None` stands for a missing accessor.
pub struct Property {
    /// `fget`.
    pub get: Owned,
    /// `fset`.
    pub set: Owned,
    /// `fdel`.
    pub delete: Owned,
    /// `__doc__`.
    pub doc: Owned,
    /// `__name__`: set explicitly or by `__set_name__`; `EMPTY` when it is not known.
    name: Owned,
    /// Whether the documentation was the getter's.
    getter_doc: bool,
}

impl Payload for Property {
    const KIND: Kind = Kind::Property;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all([&self.get, &self.set, &self.delete, &self.doc, &self.name]);
    }
    fn clear(&mut self) {
        for o in [&mut self.get, &mut self.set, &mut self.delete, &mut self.doc] {
            *o = Owned::NONE;
        }
    }
}

impl Property {
    fn empty() -> Property {
        let name = Owned::immediate(Value::EMPTY);
        let [get, set, delete, doc] = [Owned::NONE, Owned::NONE, Owned::NONE, Owned::NONE];
        Property { get, set, delete, doc, name, getter_doc: false }
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Property>("property", "builtins")
        .doc(DOC)
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .slots(|s| {
            s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), Property::empty())));
            s.init = Some(init);
            s.descr_get = Some(get);
            s.descr_set = Some(set);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

const DOC: &str = "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring\n\nTypical use is to define a managed attribute x:\n\nclass C(object):\n    def getx(self): return self._x\n    def setx(self, value): self._x = value\n    def delx(self): del self._x\n    x = property(getx, setx, delx, \"I'm the 'x' property.\")\n\nDecorators make defining new properties or modifying existing ones easy:\n\nclass C(object):\n    @property\n    def x(self):\n        \"I am the 'x' property.\"\n        return self._x\n    @x.setter\n    def x(self, value):\n        self._x = value\n    @x.deleter\n    def x(self):\n        del self._x";

static SIGNATURE: LazySignature = LazySignature::new("(fget=None, fset=None, fdel=None, doc=None)");

fn init(vm: &mut Vm, p: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "property", &SIGNATURE, args, |vm, a| {
        let at = |i: usize| a.opt(i).unwrap_or(Ref::NONE).own();
        let (get, set, delete, mut doc) = (at(0), at(1), at(2), at(3));
        let mut getter_doc = false;
        if doc.lend().is_none() && !get.lend().is_none() {
            let name = vm.names.doc;
            if let Some(d) = vm.get_attr_opt(get.lend(), name)? {
                getter_doc = !d.lend().is_none();
                doc = d;
            }
        }
        let subclass = !p.ty().is_exactly(Kind::Property);
        let own_doc = if subclass { Owned::NONE } else { doc.clone() };
        let name = Owned::immediate(Value::EMPTY);
        let old = p
            .get_mut::<Property>(vm)
            .map(|b| std::mem::replace(b, Property { get, set, delete, doc: own_doc, name, getter_doc }));
        drop(old);
        if subclass {
            // A subclass keeps the text where its own `__doc__` does not hide it.
            let name = vm.names.doc;
            match vm.set_attr(p, name, Some(doc.lend())) {
                Err(_) if !getter_doc && vm.raised_is(Exc::AttributeError) => vm.clear_raised(),
                r => r?,
            }
        }
        Ok(())
    })
}

fn accessor(vm: &Vm, p: Ref<'_>, field: fn(&Property) -> &Owned) -> Option<Owned> {
    p.get::<Property>(vm).map(|b| field(b).clone()).filter(|f| !f.lend().is_none())
}

fn get(vm: &mut Vm, p: Ref<'_>, o: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    let Some(o) = o else { return Ok(p.own()) };
    match accessor(vm, p, |b| &b.get) {
        Some(f) => vm.call(f.lend(), &[o]),
        None => Err(lacking(vm, p, o, "getter")?),
    }
}

fn set(vm: &mut Vm, p: Ref<'_>, o: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match value {
        Some(v) => match accessor(vm, p, |b| &b.set) {
            Some(f) => vm.call(f.lend(), &[o, v]).map(drop),
            None => Err(lacking(vm, p, o, "setter")?),
        },
        None => match accessor(vm, p, |b| &b.delete) {
            Some(f) => vm.call(f.lend(), &[o]).map(drop),
            None => Err(lacking(vm, p, o, "deleter")?),
        },
    }
}

/// The `AttributeError` of a missing accessor.
#[cold]
fn lacking(vm: &mut Vm, p: Ref<'_>, o: Ref<'_>, what: &str) -> PyResult<Raised> {
    let class = o.ty().names().qualname.clone();
    let message = match name_of(vm, p)? {
        Some(n) => {
            let n = vm.repr_string(n.lend())?;
            format!("property {n} of '{class}' object has no {what}")
        }
        None => format!("property of '{class}' object has no {what}"),
    };
    Ok(vm.raise(Exc::AttributeError, message))
}

/// The name that was set, or the getter's.
fn name_of(vm: &mut Vm, p: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(b) = p.get::<Property>(vm) else { return Ok(None) };
    if !b.name.lend().is_empty() {
        return Ok(Some(b.name.clone()));
    }
    let getter = b.get.clone();
    if getter.lend().is_none() {
        return Ok(None);
    }
    let name = vm.names.name;
    vm.get_attr_opt(getter.lend(), name)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "getter",
        "($self, object, /)",
        |vm, a| copy(vm, a, 0),
        "Descriptor to obtain a copy of the property with a different getter.",
    ),
    FnDef::new(
        "setter",
        "($self, object, /)",
        |vm, a| copy(vm, a, 1),
        "Descriptor to obtain a copy of the property with a different setter.",
    ),
    FnDef::new(
        "deleter",
        "($self, object, /)",
        |vm, a| copy(vm, a, 2),
        "Descriptor to obtain a copy of the property with a different deleter.",
    ),
    FnDef::new("__set_name__", "($self, owner, name, /)", set_name, "Method to set name of a property."),
];

/// A property of the same class with one accessor replaced.
fn copy(vm: &mut Vm, a: &Args<'_>, which: usize) -> PyResult {
    let p = a.get(0);
    let Some(b) = p.get::<Property>(vm) else { return Ok(Owned::NONE) };
    let mut parts = [b.get.clone(), b.set.clone(), b.delete.clone()];
    let (name, own_doc) = (b.name.clone(), if b.getter_doc { Owned::NONE } else { b.doc.clone() });
    if !a.get(1).is_none() {
        parts[which] = a.get(1).own();
    }
    let [get, set, delete] = &parts;
    let made = vm.call(p.ty().as_ref(), &[get.lend(), set.lend(), delete.lend(), own_doc.lend()])?;
    if let Some(b) = made.lend().get_mut::<Property>(vm) {
        b.name = name;
    }
    Ok(made)
}

fn set_name(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let name = a.get(2).own();
    if let Some(b) = a.get(0).get_mut::<Property>(vm) {
        b.name = name;
    }
    Ok(Owned::NONE)
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("fget", |vm, p| Ok(accessor(vm, p, |b| &b.get).unwrap_or(Owned::NONE)), ""),
    GetSetDef::get("fset", |vm, p| Ok(accessor(vm, p, |b| &b.set).unwrap_or(Owned::NONE)), ""),
    GetSetDef::get("fdel", |vm, p| Ok(accessor(vm, p, |b| &b.delete).unwrap_or(Owned::NONE)), ""),
    GetSetDef::get_set("__doc__", |vm, p| Ok(accessor(vm, p, |b| &b.doc).unwrap_or(Owned::NONE)), set_doc, ""),
    GetSetDef::get_set("__name__", get_name, set_own_name, ""),
    GetSetDef::get("__isabstractmethod__", is_abstract, ""),
];

fn set_doc(vm: &mut Vm, p: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let doc = value.unwrap_or(Ref::NONE).own();
    let old = p.get_mut::<Property>(vm).map(|b| std::mem::replace(&mut b.doc, doc));
    drop(old);
    Ok(())
}

fn get_name(vm: &mut Vm, p: Ref<'_>) -> PyResult {
    match name_of(vm, p)? {
        Some(n) => Ok(n),
        None => {
            let name = vm.names.name;
            Err(vm.attribute_error(p, name, "'property' object has no attribute '__name__'".to_owned()))
        }
    }
}

fn set_own_name(vm: &mut Vm, p: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let name = value.map_or(Owned::immediate(Value::EMPTY), Ref::own);
    let old = p.get_mut::<Property>(vm).map(|b| std::mem::replace(&mut b.name, name));
    drop(old);
    Ok(())
}

/// Whether an accessor is abstract.
fn is_abstract(vm: &mut Vm, p: Ref<'_>) -> PyResult {
    let name = vm.intern_forever("__isabstractmethod__");
    for field in [(|b| &b.get) as fn(&Property) -> &Owned, |b| &b.set, |b| &b.delete] {
        if let Some(f) = accessor(vm, p, field)
            && let Some(v) = vm.get_attr_opt(f.lend(), name)?
            && vm.truth(v.lend())?
        {
            return Ok(Owned::bool(true));
        }
    }
    Ok(Owned::bool(false))
}
