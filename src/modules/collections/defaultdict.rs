//! `defaultdict`: a dict that makes a missing value by calling a factory. The factory is kept in the dict's `extra`.

use crate::modules::class_getitem;
use crate::object::{
    Args, BinOp, CallArgs, Dict, FnDef, GetSetDef, Kind, Owned, PyResult, Ref, TypeDef, TypeFlags, UnaryFn, Value, Vm,
    new_of, type_for,
};
use crate::types::dict::update;
use crate::types::sequence::repr;

pub(super) fn def() -> TypeDef {
    TypeDef::sharing::<Dict>(Kind::DefaultDict, "defaultdict", "collections")
        .base(Kind::Dict)
        .doc("defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::MAPPING | TypeFlags::WEAKREF)
        .slots(|s| {
            s.init = Some(init);
            s.repr = Some(text);
            s.getitem = Some(get);
            s.binary[BinOp::Or as usize] = Some(or);
        })
        .methods(METHODS)
        .class_methods(CLASS_METHODS)
        .getters(GETTERS)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "__missing__",
        "(self, key, /)",
        |vm, a| missing(vm, a.get(0), a.get(1)),
        "Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value",
    ),
    FnDef::new("copy", "(self, /)", |vm, a| copy(vm, a.get(0)), "D.copy() -> a shallow copy of D."),
    FnDef::new("__copy__", "(self, /)", |vm, a| copy(vm, a.get(0)), "D.copy() -> a shallow copy of D."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
];

static CLASS_METHODS: &[FnDef] = &[FnDef::new("__class_getitem__", "($type, item, /)", class_getitem, "See PEP 585")];

static GETTERS: &[GetSetDef] = &[GetSetDef::get_set(
    "default_factory",
    |vm, o| Ok(factory(vm, o).unwrap_or(Owned::NONE)),
    |vm, o, v| {
        set_factory(vm, o, v.map(Ref::own));
        Ok(())
    },
    "Factory for default value called by __missing__().",
)];

fn factory(vm: &Vm, o: Ref<'_>) -> Option<Owned> {
    o.get::<Dict>(vm).and_then(|d| d.extra.clone()).filter(|f| f.value() != Value::NONE)
}

fn set_factory(vm: &mut Vm, o: Ref<'_>, f: Option<Owned>) {
    if let Some(d) = o.get_mut::<Dict>(vm) {
        d.extra = f;
    }
}

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let first = args.pos().first().copied();
    if let Some(f) = first
        && !f.is_none()
        && !crate::modules::is_callable(f)
    {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    set_factory(vm, o, first.map(Ref::own));
    let rest = CallArgs { all: &args.all[usize::from(first.is_some())..], kwnames: args.kwnames };
    match type_for(Kind::Dict).slots().init {
        Some(init) => init(vm, o, &rest),
        None => Ok(()),
    }
}

fn get(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if !o.ty().is_exactly(Kind::DefaultDict) {
        // A subclass may bring its own `__missing__`.
        return match type_for(Kind::Dict).slots().getitem {
            Some(get) => get(vm, o, key),
            None => Err(vm.key_error(key)),
        };
    }
    match vm.dict_get(o, key)? {
        Some(v) => Ok(v),
        None => missing(vm, o, key),
    }
}

fn missing(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    let Some(f) = factory(vm, o) else { return Err(vm.key_error(key)) };
    let value = vm.call(f.lend(), &[])?;
    if o.ty().is_exactly(Kind::DefaultDict) {
        vm.dict_set(o, key, value.clone())?;
    } else {
        vm.set_item(o, key, Some(value.lend()))?;
    }
    Ok(value)
}

fn text(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let plain: Option<UnaryFn> = type_for(Kind::Dict).slots().repr;
    let base = match plain {
        Some(f) => f(vm, o)?,
        None => Owned::NONE,
    };
    let made = match factory(vm, o) {
        None => Owned::str("None"),
        Some(f) => {
            let mut shown = Vec::new();
            repr::guarded(vm, o, |vm| {
                repr::push_repr(vm, &mut shown, f.lend())?;
                Ok(Owned::NONE)
            })?;
            if shown.is_empty() { Owned::str("...") } else { Owned::wtf8(shown) }
        }
    };
    let mut text = o.ty().name().as_bytes().to_vec();
    text.push(b'(');
    text.extend_from_slice(made.lend().as_text(vm).map(|s| s.bytes()).unwrap_or_default());
    text.extend_from_slice(b", ");
    text.extend_from_slice(base.lend().as_text(vm).map(|s| s.bytes()).unwrap_or_default());
    text.push(b')');
    Ok(Owned::wtf8(text))
}

fn copy(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    if o.ty().is_exactly(Kind::DefaultDict) {
        let mut body = o.get::<Dict>(vm).map(|d| d.copy(vm)).unwrap_or_default();
        body.extra = factory(vm, o);
        return Ok(new_of(o.ty(), body));
    }
    let (class, f) = (o.ty().as_ref().own(), factory(vm, o).unwrap_or(Owned::NONE));
    vm.call(class.lend(), &[f.lend(), o])
}

fn or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if !a.is_a::<Dict>() || !b.is_a::<Dict>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let is_default = |o: Ref<'_>| o.is_instance(type_for(Kind::DefaultDict));
    if is_default(a) {
        let sum = copy(vm, a)?;
        update(vm, sum.lend(), b)?;
        return Ok(sum);
    }
    // The dict is on the left: a defaultdict with the right one's factory.
    let (class, f) = (b.ty().as_ref().own(), factory(vm, b).unwrap_or(Owned::NONE));
    let sum = vm.call(class.lend(), &[f.lend(), a])?;
    update(vm, sum.lend(), b)?;
    Ok(sum)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let args = factory(vm, o).into_iter().collect();
    let args = vm.tuple(args);
    let items = vm.call_method(o, "items", &[])?;
    let items = vm.iter(items.lend())?;
    Ok(vm.tuple(vec![o.ty().as_ref().own(), args, Owned::NONE, Owned::NONE, items]))
}
