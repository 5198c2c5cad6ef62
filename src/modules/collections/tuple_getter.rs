//! `_tuplegetter`: the descriptor behind the fields of named tuples. It reads an item of the tuple by its index.

use crate::object::{
    Args, CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit,
    Vm, bind, new_of,
};

/// The body of a `_tuplegetter`.
pub struct TupleGetter {
    /// Which item.
    pub index: usize,
    doc: Owned,
}

impl Payload for TupleGetter {
    const KIND: Kind = Kind::TupleGetter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.doc);
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<TupleGetter>("_tuplegetter", "collections")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new);
            s.repr = Some(repr);
            s.descr_get = Some(get);
            s.descr_set = Some(set);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

static SIGNATURE: LazySignature = LazySignature::new("(index, doc, /)");

fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "_tuplegetter", &SIGNATURE, args, |vm, a| {
        let index = vm.index_i64(a.get(0))?.max(0) as usize;
        Ok(new_of(cls.expect_type(), TupleGetter { index, doc: a.get(1).own() }))
    })
}

fn get(vm: &mut Vm, f: Ref<'_>, o: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    let Some(o) = o.filter(|o| !o.is_none()) else { return Ok(f.own()) };
    let index = f.get::<TupleGetter>(vm).map_or(0, |g| g.index);
    match o.as_tuple(vm) {
        Some(t) => match t.get(index) {
            Some(x) => Ok(x.clone()),
            None => Err(vm.index_error("tuple index out of range")),
        },
        None => {
            let name = o.ty().message_name();
            Err(vm.type_error(format!(
                "descriptor for index '{index}' for tuple subclasses doesn't apply to '{name}' object"
            )))
        }
    }
}

fn set(vm: &mut Vm, _: Ref<'_>, _: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let what = if value.is_some() { "can't set attribute" } else { "can't delete attribute" };
    let e = vm.exception(crate::object::Exc::AttributeError, vec![Owned::str(what)]);
    Err(vm.raise_object(e))
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let Some(g) = o.get::<TupleGetter>(vm) else { return Ok(Owned::NONE) };
    let (index, doc) = (g.index, g.doc.clone());
    let doc = vm.repr_string(doc.lend())?;
    Ok(Owned::string(format!("_tuplegetter({index}, {doc})")))
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling.")];

static GETTERS: &[GetSetDef] = &[GetSetDef::get_set("__doc__", doc, set_doc, "")];

fn doc(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(o.get::<TupleGetter>(vm).map_or(Owned::NONE, |g| g.doc.clone()))
}

fn set_doc(vm: &mut Vm, o: Ref<'_>, v: Option<Ref<'_>>) -> PyResult<()> {
    if let Some(g) = o.get_mut::<TupleGetter>(vm) {
        g.doc = v.map_or(Owned::NONE, Ref::own);
    }
    Ok(())
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(g) = a.get(0).get::<TupleGetter>(vm) else { return Ok(Owned::NONE) };
    let args = vec![Owned::usize(g.index), g.doc.clone()];
    let args = vm.tuple(args);
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}
