//! `super`: attribute access that starts behind a class in the MRO.

use crate::object::{
    CallArgs, CodeBody, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm,
    bind, new_of,
};
use taipan_bytecode::LocalKind;

/// The body of a super object.
pub struct Super {
    /// `__thisclass__`: the search starts behind it.
    pub class: Owned,
    /// `__self__`: what attributes are bound to; `None` when unbound.
    pub this: Owned,
    /// `__self_class__`: whose MRO is searched; `None` when unbound.
    pub this_class: Owned,
}

impl Payload for Super {
    const KIND: Kind = Kind::Super;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all([&self.class, &self.this, &self.this_class]);
    }
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Super>("super", "builtins")
        .doc(DOC)
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .slots(|s| {
            s.new = Some(|_, cls, _| {
                let [class, this, this_class] = [Owned::NONE, Owned::NONE, Owned::NONE];
                Ok(new_of(cls.expect_type(), Super { class, this, this_class }))
            });
            s.init = Some(init);
            s.repr = Some(repr);
            s.getattr = Some(getattr);
            s.descr_get = Some(get);
        })
        .getters(GETTERS)
}

const DOC: &str = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n";

static SIGNATURE: LazySignature = LazySignature::new("(type=None, object_or_type=None, /)");

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "super", &SIGNATURE, args, |vm, a| {
        let (class, this) = match a.opt(0) {
            Some(c) => (c.own(), a.some(1).map(Ref::own)),
            None => {
                let (c, o) = implicit(vm)?;
                (c, Some(o))
            }
        };
        if class.lend().as_type().is_none() {
            let got = class.lend().ty().message_name();
            return Err(vm.type_error(format!("super() argument 1 must be a type, not {got}")));
        }
        let this_class = match &this {
            Some(o) => check(vm, class.lend(), o.lend())?,
            None => Owned::NONE,
        };
        let new = Super { class, this: this.unwrap_or(Owned::NONE), this_class };
        let old = o.get_mut::<Super>(vm).map(|b| std::mem::replace(b, new));
        drop(old);
        Ok(())
    })
}

/// `super()` in a method: the cell of `__class__` and the first argument of the running frame.
fn implicit(vm: &mut Vm) -> PyResult<(Owned, Owned)> {
    let Some(code) = vm.frame_code(0) else { return Err(vm.runtime_error("super(): no current frame")) };
    let Some(body) = code.lend().get::<CodeBody>(vm) else {
        return Err(vm.runtime_error("super(): no code object"));
    };
    if body.code.argcount == 0 {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    let cell = body.code.variables.iter().position(|v| v.kind.has(LocalKind::FREE) && &*v.name == "__class__");
    let Some(first) = vm.frame_variable(0) else { return Err(vm.runtime_error("super(): arg[0] deleted")) };
    let Some(cell) = cell else { return Err(vm.runtime_error("super(): __class__ cell not found")) };
    match vm.frame_variable(cell) {
        Some(class) => Ok((class, first)),
        None => Err(vm.runtime_error("super(): empty __class__ cell")),
    }
}

/// The class whose MRO is searched: `o` itself when it is a subclass, else the class of `o`.
///
/// # Errors
/// `TypeError` when `o` is neither an instance nor a subclass.
pub fn check(vm: &mut Vm, class: Ref<'_>, o: Ref<'_>) -> PyResult {
    let ty = class.expect_type();
    if let Some(t) = o.as_type()
        && t.is_subtype(ty)
    {
        return Ok(o.own());
    }
    if o.is_instance(ty) {
        return Ok(o.ty().as_ref().own());
    }
    // A proxy says what it stands for.
    let name = vm.names.class;
    if let Some(c) = vm.get_attr_opt(o, name)?
        && !c.lend().is(o.ty().as_ref())
        && c.lend().as_type().is_some_and(|t| t.is_subtype(ty))
    {
        return Ok(c);
    }
    let (kind, name) = match o.as_type() {
        Some(t) => ("type", t.name().to_owned()),
        None => ("instance of", o.ty().message_name()),
    };
    let class = ty.name().to_owned();
    Err(vm
        .type_error(format!("super(type, obj): obj ({kind} {name}) is not an instance or subtype of type ({class}).")))
}

/// Looks `name` up behind `class` in the MRO of `this_class` and binds it to `this`. `name` is interned.
///
/// # Errors
/// What a descriptor raises.
pub fn lookup(
    vm: &mut Vm,
    class: Ref<'_>,
    this: Ref<'_>,
    this_class: Ref<'_>,
    name: Ref<'_>,
) -> PyResult<Option<Owned>> {
    let order = &this_class.expect_type().names().mro;
    let start = order.iter().position(|t| t.lend().is(class)).map_or(order.len(), |i| i + 1);
    let found = order[start..].iter().find_map(|t| t.lend().expect_type().names().dict.get(name).map(Ref::own));
    let Some(f) = found else { return Ok(None) };
    match f.lend().ty().slots().descr_get {
        Some(get) => {
            let o = if this.is(this_class) { None } else { Some(this) };
            get(vm, f.lend(), o, this_class).map(Some)
        }
        None => Ok(Some(f)),
    }
}

/// `super(class, this).name` without a super object, where `sup` is what the name `super` means. `two_args`: the call was
/// written with its arguments.
///
/// # Errors
/// As for `super()` and the attribute.
pub(crate) fn attribute(
    vm: &mut Vm,
    sup: Ref<'_>,
    class: Ref<'_>,
    this: Ref<'_>,
    name: Ref<'_>,
    two_args: bool,
) -> PyResult {
    if !sup.is(Kind::Super.ty()) {
        let o = if two_args { vm.call(sup, &[class, this])? } else { vm.call(sup, &[])? };
        return vm.get_attr(o.lend(), name);
    }
    if class.as_type().is_none() {
        let got = class.ty().message_name();
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {got}")));
    }
    let this_class = check(vm, class, this)?;
    let name = vm.interned(name);
    if !name.lend().is(vm.names.class)
        && let Some(v) = lookup(vm, class, this, this_class.lend(), name.lend())?
    {
        return Ok(v);
    }
    let o = new_of(sup.expect_type(), Super { class: class.own(), this: this.own(), this_class });
    vm.generic_get_attr(o.lend(), name.lend())
}

fn parts(vm: &Vm, o: Ref<'_>) -> Option<(Owned, Owned, Owned)> {
    o.get::<Super>(vm).map(|b| (b.class.clone(), b.this.clone(), b.this_class.clone()))
}

fn getattr(vm: &mut Vm, o: Ref<'_>, name: Ref<'_>) -> PyResult {
    let name = vm.interned(name);
    if let Some((class, this, this_class)) = parts(vm, o)
        && !this_class.lend().is_none()
        && !name.lend().is(vm.names.class)
        && let Some(v) = lookup(vm, class.lend(), this.lend(), this_class.lend(), name.lend())?
    {
        return Ok(v);
    }
    vm.generic_get_attr(o, name.lend())
}

fn get(vm: &mut Vm, o: Ref<'_>, instance: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    let (Some(i), Some((class, this, _))) = (instance, parts(vm, o)) else { return Ok(o.own()) };
    if !this.lend().is_none() {
        return Ok(o.own());
    }
    if !o.ty().is_exactly(Kind::Super) {
        return vm.call(o.ty().as_ref(), &[class.lend(), i]);
    }
    let this_class = check(vm, class.lend(), i)?;
    Ok(new_of(o.ty(), Super { class, this: i.own(), this_class }))
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let Some((class, _, this_class)) = parts(vm, o) else { return Ok(Owned::NONE) };
    let class = class.lend().as_type().map_or("NULL", |t| t.name()).to_owned();
    Ok(Owned::string(match this_class.lend().as_type() {
        Some(t) => format!("<super: <class '{class}'>, <{} object>>", t.name()),
        None => format!("<super: <class '{class}'>, NULL>"),
    }))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get(
        "__thisclass__",
        |vm, o| Ok(parts(vm, o).map_or(Owned::NONE, |p| p.0)),
        "the class invoking super()",
    ),
    GetSetDef::get(
        "__self__",
        |vm, o| Ok(parts(vm, o).map_or(Owned::NONE, |p| p.1)),
        "the instance invoking super(); may be None",
    ),
    GetSetDef::get(
        "__self_class__",
        |vm, o| Ok(parts(vm, o).map_or(Owned::NONE, |p| p.2)),
        "the type of the instance invoking super(); may be None",
    ),
];
