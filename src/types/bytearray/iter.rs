//! The iterator of `bytearray`.

use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new};
use crate::types::bytes::data;

/// The body of the iterator.
pub struct ByteArrayIter {
    /// The bytearray; `None` once the iterator is exhausted.
    of: Option<Owned>,
    /// The next position.
    at: usize,
}

impl Payload for ByteArrayIter {
    const KIND: Kind = Kind::ByteArrayIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.of);
    }
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<ByteArrayIter>("bytearray_iterator", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(next);
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[FnDef::new(
    "__length_hint__",
    "(self, /)",
    length_hint,
    "Private method returning an estimate of len(list(it)).",
)];

/// `iter(b)`.
pub fn iter(_: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(new(ByteArrayIter { of: Some(o.own()), at: 0 }))
}

fn next(vm: &mut Vm, it: Ref<'_>) -> PyResult<Option<Owned>> {
    let found = it.get::<ByteArrayIter>(vm).and_then(|i| {
        let of = i.of.as_ref()?;
        data(vm, of.lend()).get(i.at).copied()
    });
    if let Some(i) = it.get_mut::<ByteArrayIter>(vm) {
        match found {
            Some(_) => i.at += 1,
            None => i.of = None,
        }
    }
    Ok(found.map(|b| Owned::int(i64::from(b))))
}

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let left = a.get(0).get::<ByteArrayIter>(vm).and_then(|i| {
        let of = i.of.as_ref()?;
        Some(data(vm, of.lend()).len().saturating_sub(i.at))
    });
    Ok(Owned::usize(left.unwrap_or(0)))
}
