//! `dict.keys()`, `dict.values()`, `dict.items()`: views of a dict that follow its changes. One body, three types.

use super::{iter, view_ops};
use crate::object::{
    Args, BinOp, Dict, FnDef, GetSetDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new,
    new_of, type_for,
};
use crate::types::sequence::repr;

/// The body of all three views.
pub struct DictView {
    /// The dict.
    pub dict: Owned,
}

impl Payload for DictView {
    const KIND: Kind = Kind::DictKeys;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.dict);
    }
}

/// A view of a dict: `DictKeys`, `DictValues` or `DictItems`.
pub fn view(kind: Kind, dict: Ref<'_>) -> Owned {
    new_of(type_for(kind), DictView { dict: dict.own() })
}

/// The dict behind a view.
pub(super) fn dict_of(vm: &Vm, o: Ref<'_>) -> Owned {
    match o.get::<DictView>(vm) {
        Some(v) => v.dict.clone(),
        None => new(Dict::default()),
    }
}

/// The three types.
pub(super) fn defs() -> Vec<TypeDef> {
    let [keys, values, items] =
        [(Kind::DictKeys, "dict_keys"), (Kind::DictValues, "dict_values"), (Kind::DictItems, "dict_items")].map(
            |(kind, name)| {
                TypeDef::sharing::<DictView>(kind, name, "builtins")
                    .flags(TypeFlags::GC)
                    .slots(|s| {
                        s.repr = Some(view_repr);
                        s.iter = Some(view_iter);
                        s.len = Some(len);
                    })
                    .methods(METHODS)
                    .getters(GETTERS)
            },
        );
    vec![set_like(keys), values, set_like(items)]
}

fn set_like(def: TypeDef) -> TypeDef {
    def.slots(|s| {
        s.contains = Some(view_ops::contains);
        s.compare = Some(view_ops::compare);
        s.unhashable = true;
        s.binary[BinOp::And as usize] = Some(view_ops::and);
        s.binary[BinOp::Or as usize] = Some(view_ops::or);
        s.binary[BinOp::Sub as usize] = Some(view_ops::sub);
        s.binary[BinOp::Xor as usize] = Some(view_ops::xor);
    })
    .methods(view_ops::METHODS)
}

static METHODS: &[FnDef] =
    &[FnDef::new("__reversed__", "(self, /)", reversed, "Return a reverse iterator over the view.")];

static GETTERS: &[GetSetDef] = &[GetSetDef::get("mapping", mapping, "dictionary that this view refers to")];

fn len(vm: &mut Vm, o: Ref<'_>) -> PyResult<usize> {
    let d = dict_of(vm, o);
    Ok(d.lend().get::<Dict>(vm).map_or(0, Dict::len))
}

fn view_iter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let kind = match o.ty().kind() {
        Kind::DictValues => Kind::DictValueIter,
        Kind::DictItems => Kind::DictItemIter,
        _ => Kind::DictKeyIter,
    };
    let d = dict_of(vm, o);
    Ok(iter::over(vm, kind, d.lend()))
}

fn reversed(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let kind = match a.get(0).ty().kind() {
        Kind::DictValues => Kind::DictReverseValueIter,
        Kind::DictItems => Kind::DictReverseItemIter,
        _ => Kind::DictReverseKeyIter,
    };
    let d = dict_of(vm, a.get(0));
    Ok(iter::over(vm, kind, d.lend()))
}

fn mapping(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let d = dict_of(vm, o);
    let proxy = type_for(Kind::MappingProxy).as_ref();
    vm.call(proxy, &[d.lend()])
}

fn view_repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let made = repr::guarded(vm, o, |vm| {
        let items = vm.collect(o)?;
        let items = vm.list(items);
        let mut text = o.ty().name().as_bytes().to_vec();
        text.push(b'(');
        repr::push_repr(vm, &mut text, items.lend())?;
        text.push(b')');
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::str("...")))
}
