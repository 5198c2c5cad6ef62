//! `mappingproxy`: a read-only view of a mapping, or of a class's namespace.

use crate::object::{
    Args, BinOp, CallArgs, CmpOp, FnDef, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm,
    bind, new,
};

/// The body: the mapping, or the class whose namespace is shown.
pub struct MappingProxy {
    /// A mapping or a class.
    pub source: Owned,
}

impl Payload for MappingProxy {
    const KIND: crate::object::Kind = crate::object::Kind::MappingProxy;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.source);
    }
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<MappingProxy>("mappingproxy", "builtins")
        .doc("Read-only proxy of a mapping.")
        .flags(TypeFlags::GC | TypeFlags::MAPPING)
        .slots(|s| {
            s.new = Some(make);
            s.repr = Some(repr);
            s.str = Some(str);
            s.len = Some(len);
            s.getitem = Some(getitem);
            s.contains = Some(contains);
            s.iter = Some(iter);
            s.compare = Some(compare);
            s.hash = Some(hash);
            s.binary[BinOp::Or as usize] = Some(or);
            s.inplace[BinOp::Or as usize] =
                Some(|vm, _, _| Err(vm.type_error("'|=' is not supported by mappingproxy; use '|' instead")));
        })
        .methods(METHODS)
        .class_methods(CLASS_METHODS)
}

static SIGNATURE: LazySignature = LazySignature::new("(mapping)");

fn make(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "mappingproxy", &SIGNATURE, args, |vm, a| {
        let m = a.get(0);
        if m.ty().slots().getitem.is_none() || m.as_list_or_tuple(vm) {
            let got = m.ty().message_name();
            return Err(vm.type_error(format!("mappingproxy() argument must be a mapping, not {got}")));
        }
        Ok(new(MappingProxy { source: m.own() }))
    })
}

impl Ref<'_> {
    fn as_list_or_tuple(self, vm: &Vm) -> bool {
        self.as_list(vm).is_some() || self.as_tuple(vm).is_some()
    }
}

fn source(vm: &Vm, p: Ref<'_>) -> Owned {
    p.get::<MappingProxy>(vm).map_or(Owned::NONE, |b| b.source.clone())
}

/// The mapping itself; of a class, a dict with what its namespace holds now.
fn mapping(vm: &mut Vm, p: Ref<'_>) -> Owned {
    let s = source(vm, p);
    let Some(ty) = s.lend().as_type() else { return s };
    let items: Vec<(Owned, Owned)> = ty.names().dict.iter().map(|(k, v)| (k.own(), v.own())).collect();
    let d = vm.dict();
    for (k, v) in items {
        vm.dict_set_str(d.lend(), k.lend(), v);
    }
    d
}

/// The value under a str in a class's namespace: `None` when the source is no class, or the key no str.
fn in_class(vm: &mut Vm, p: Ref<'_>, key: Ref<'_>) -> Option<Option<Owned>> {
    let s = source(vm, p);
    let ty = s.lend().as_type()?;
    key.as_text(vm)?;
    let name = vm.interned(key);
    Some(ty.names().dict.get(name.lend()).map(Ref::own))
}

fn getitem(vm: &mut Vm, p: Ref<'_>, key: Ref<'_>) -> PyResult {
    match in_class(vm, p, key) {
        Some(Some(v)) => Ok(v),
        Some(None) => Err(vm.key_error(key)),
        None => {
            let m = mapping(vm, p);
            vm.get_item(m.lend(), key)
        }
    }
}

fn contains(vm: &mut Vm, p: Ref<'_>, key: Ref<'_>) -> PyResult<bool> {
    match in_class(vm, p, key) {
        Some(found) => Ok(found.is_some()),
        None => {
            let m = mapping(vm, p);
            vm.contains(m.lend(), key)
        }
    }
}

fn len(vm: &mut Vm, p: Ref<'_>) -> PyResult<usize> {
    let s = source(vm, p);
    match s.lend().as_type() {
        Some(t) => Ok(t.names().dict.len()),
        None => vm.len(s.lend()),
    }
}

fn iter(vm: &mut Vm, p: Ref<'_>) -> PyResult {
    let m = mapping(vm, p);
    vm.iter(m.lend())
}

fn repr(vm: &mut Vm, p: Ref<'_>) -> PyResult {
    let m = mapping(vm, p);
    let text = vm.repr_string(m.lend())?;
    Ok(Owned::string(format!("mappingproxy({text})")))
}

fn str(vm: &mut Vm, p: Ref<'_>) -> PyResult {
    let m = mapping(vm, p);
    vm.to_str(m.lend())
}

fn hash(vm: &mut Vm, p: Ref<'_>) -> PyResult<i64> {
    let m = mapping(vm, p);
    vm.hash(m.lend())
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let a = mapping(vm, a);
    let b = if b.is_a::<MappingProxy>() { mapping(vm, b) } else { b.own() };
    vm.compare(a.lend(), b.lend(), op)
}

fn or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let unwrap = |vm: &mut Vm, o: Ref<'_>| if o.is_a::<MappingProxy>() { mapping(vm, o) } else { o.own() };
    let (a, b) = (unwrap(vm, a), unwrap(vm, b));
    vm.binary_op(BinOp::Or, a.lend(), b.lend())
}

macro_rules! forward {
    ($($name:literal $text:literal $doc:literal),* $(,)?) => {
        &[$(FnDef::new($name, $text, |vm, a| call(vm, a, $name), $doc)),*]
    };
}

static METHODS: &[FnDef] = forward! {
    "get" "($self, key, default=None, /)" "Return the value for key if key is in the mapping, else default.",
    "keys" "($self, /)" "a set-like object providing a view on D's keys",
    "values" "($self, /)" "an object providing a view on D's values",
    "items" "($self, /)" "a set-like object providing a view on D's items",
    "copy" "($self, /)" "a shallow copy of D",
    "__reversed__" "($self, /)" "D.__reversed__() -> reverse iterator",
};

static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "__class_getitem__",
    "(cls, object, /)",
    |vm, a| Ok(crate::types::generic_alias::make(vm, a.get(0), a.get(1))),
    "See PEP 585",
)];

fn call(vm: &mut Vm, a: &Args<'_>, name: &str) -> PyResult {
    let m = mapping(vm, a.get(0));
    let args: Vec<Ref<'_>> = (1..3).filter_map(|i| a.opt(i)).collect();
    vm.call_method(m.lend(), name, &args)
}
