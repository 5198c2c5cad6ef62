//! The iterator of `bytes`.

use super::data;
use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new};

/// The body of the iterator.
pub struct BytesIter {
    /// The bytes; `None` once the iterator is exhausted.
    of: Option<Owned>,
    /// The next position.
    at: usize,
}

impl Payload for BytesIter {
    const KIND: Kind = Kind::BytesIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.of);
    }
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<BytesIter>("bytes_iterator", "builtins")
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
    Ok(new(BytesIter { of: Some(o.own()), at: 0 }))
}

fn next(vm: &mut Vm, it: Ref<'_>) -> PyResult<Option<Owned>> {
    let found = it.get::<BytesIter>(vm).and_then(|i| {
        let of = i.of.as_ref()?;
        data(vm, of.lend()).get(i.at).copied()
    });
    if let Some(i) = it.get_mut::<BytesIter>(vm) {
        match found {
            Some(_) => i.at += 1,
            None => i.of = None,
        }
    }
    Ok(found.map(|b| Owned::int(i64::from(b))))
}

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let left = a.get(0).get::<BytesIter>(vm).and_then(|i| {
        let of = i.of.as_ref()?;
        Some(data(vm, of.lend()).len().saturating_sub(i.at))
    });
    Ok(Owned::usize(left.unwrap_or(0)))
}
