//! `cmp_to_key`: keys that compare by a function of two arguments.

use crate::object::{
    Args, CallArgs, CmpOp, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit,
    Vm, bind, new,
};

/// A key, or the maker of keys while there is no object yet.
struct CmpKey {
    cmp: Owned,
    object: Option<Owned>,
}

impl Payload for CmpKey {
    const KIND: Kind = Kind::CmpToKey;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.cmp);
        visit.option(&self.object);
    }
    fn clear(&mut self) {
        self.object = None;
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<CmpKey>("KeyWrapper", "functools")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.call = Some(call);
            s.compare = Some(compare);
            s.unhashable = true;
        })
        .getters(GETTERS)
}

static GETTERS: &[GetSetDef] = &[GetSetDef::get_set(
    "obj",
    |vm, o| Ok(o.get::<CmpKey>(vm).and_then(|k| k.object.clone()).unwrap_or(Owned::NONE)),
    |vm, o, v| {
        if let Some(k) = o.get_mut::<CmpKey>(vm) {
            k.object = v.map(Ref::own);
        }
        Ok(())
    },
    "Value wrapped by a key function.",
)];

pub(super) fn cmp_to_key(_: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(new(CmpKey { cmp: a.get(0).own(), object: None }))
}

static CALL: LazySignature = LazySignature::new("(obj)");

fn call(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "K", &CALL, args, |vm, a| {
        let Some(cmp) = o.get::<CmpKey>(vm).map(|k| k.cmp.clone()) else { return Ok(Owned::NONE) };
        Ok(new(CmpKey { cmp, object: Some(a.get(0).own()) }))
    })
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (a.get::<CmpKey>(vm), b.get::<CmpKey>(vm)) else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    let (cmp, x, y) = (x.cmp.clone(), x.object.clone(), y.object.clone());
    let (Some(x), Some(y)) = (x, y) else {
        let e = vm.exception(crate::object::Exc::AttributeError, vec![Owned::str("object")]);
        return Err(vm.raise_object(e));
    };
    let r = vm.call(cmp.lend(), &[x.lend(), y.lend()])?;
    vm.compare(r.lend(), Owned::int(0).lend(), op)
}
