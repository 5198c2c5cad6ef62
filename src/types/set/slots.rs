//! The types `set` and `frozenset` and their slots.

use super::algebra::{self, contains, empty, is_subset};
use super::table::SetBody;
use super::{iter, methods, operators};
use crate::object::{
    CallArgs, CmpOp, FnDef, Kind, LazySignature, Owned, PyResult, Ref, Slots, TypeDef, TypeFlags, Value, Vm, bind,
    new_of,
};
use crate::types::generic_alias::CLASS_GETITEM;
use crate::types::sequence::{constructor_args, repr};
use taipan_text::hash::FrozenSetHasher;

static CLASS_METHODS: &[FnDef] = &[CLASS_GETITEM];

/// The type `set`.
pub fn def() -> TypeDef {
    TypeDef::of::<SetBody>("set", "builtins")
        .doc("Build an unordered collection of unique elements.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF | TypeFlags::MATCH_SELF)
        .slots(|s| {
            shared(s);
            s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), SetBody::default())));
            s.init = Some(init);
            s.unhashable = true;
            operators::inplace(s);
        })
        .methods(methods::SHARED)
        .class_methods(CLASS_METHODS)
        .methods(methods::MUTATORS)
}

/// The type `frozenset`.
pub fn frozen_def() -> TypeDef {
    TypeDef::sharing::<SetBody>(Kind::FrozenSet, "frozenset", "builtins")
        .doc("Build an immutable unordered collection of unique elements.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF | TypeFlags::MATCH_SELF)
        .slots(|s| {
            shared(s);
            s.new = Some(new_frozen);
            s.hash = Some(hash);
        })
        .methods(methods::SHARED)
        .class_methods(CLASS_METHODS)
}

fn shared(s: &mut Slots) {
    s.repr = Some(set_repr);
    s.compare = Some(compare);
    s.iter = Some(iter::iter);
    s.len = Some(|vm, o| Ok(o.get::<SetBody>(vm).map_or(0, SetBody::len)));
    s.contains = Some(contains);
    operators::binary(s);
}

static SIGNATURE: LazySignature = LazySignature::new("(iterable=(), /)");

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let args = constructor_args(o, Kind::Set, args);
    bind(vm, "set", &SIGNATURE, &args, |vm, a| {
        algebra::clear(vm, o);
        a.opt(0).map_or(Ok(()), |items| algebra::update(vm, o, items))
    })
}

fn new_frozen(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let ty = cls.expect_type();
    let exact = ty.is_exactly(Kind::FrozenSet);
    // A subclass's `__init__` may take keywords.
    let args = if exact { *args } else { CallArgs::positional(args.pos()) };
    bind(vm, "frozenset", &SIGNATURE, &args, |vm, a| {
        if let Some(items) = a.opt(0)
            && exact
            && items.ty().is_exactly(Kind::FrozenSet)
        {
            return Ok(items.own());
        }
        let s = if exact { empty(Kind::FrozenSet) } else { new_of(ty, SetBody::default()) };
        if let Some(items) = a.opt(0) {
            algebra::update(vm, s.lend(), items)?;
        }
        Ok(s)
    })
}

fn set_repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let name = o.ty().name().to_owned();
    if o.get::<SetBody>(vm).is_some_and(SetBody::is_empty) {
        return Ok(Owned::string(format!("{name}()")));
    }
    let plain = o.ty().is_exactly(Kind::Set);
    let made = repr::guarded(vm, o, |vm| {
        let mut text = if plain { vec![b'{'] } else { format!("{name}({{").into_bytes() };
        let items = o.get::<SetBody>(vm).map(SetBody::to_vec).unwrap_or_default();
        for (i, (_, x)) in items.iter().enumerate() {
            if i > 0 {
                text.extend_from_slice(b", ");
            }
            repr::push_repr(vm, &mut text, x.lend())?;
        }
        text.extend_from_slice(if plain { b"}" } else { b"})" });
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::string(format!("{name}(...)"))))
}

/// Ordering of sets is that of inclusion.
fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (a.get::<SetBody>(vm), b.get::<SetBody>(vm)) else {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    };
    let (n, m) = (x.len(), y.len());
    let hashes_differ = x.hash.get() != -1 && y.hash.get() != -1 && x.hash.get() != y.hash.get();
    let same = |vm: &mut Vm| Ok(n == m && !hashes_differ && is_subset(vm, a, b)?);
    let r = match op {
        CmpOp::Eq => same(vm)?,
        CmpOp::Ne => !same(vm)?,
        CmpOp::Le => is_subset(vm, a, b)?,
        CmpOp::Ge => is_subset(vm, b, a)?,
        CmpOp::Lt => n < m && is_subset(vm, a, b)?,
        CmpOp::Gt => n > m && is_subset(vm, b, a)?,
    };
    Ok(Owned::bool(r))
}

fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let Some(body) = o.get::<SetBody>(vm) else { return Ok(0) };
    if body.hash.get() == -1 {
        body.hash.set(content_hash(vm, o));
    }
    Ok(body.hash.get())
}

/// The hash of the frozenset with the same elements.
pub(super) fn content_hash(vm: &Vm, o: Ref<'_>) -> i64 {
    let mut h = FrozenSetHasher::new();
    if let Some(body) = o.get::<SetBody>(vm) {
        body.hashes().for_each(|x| h.add(x));
    }
    h.finish()
}
