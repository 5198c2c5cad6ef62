//! `zip_longest`: goes on until the last of its iterables ends, with a filler for those that have ended.

use super::{iterator, made, source};
use crate::object::{CallArgs, Kind, Owned, Payload, PyResult, Ref, TypeDef, Visit, Vm};

pub(super) fn def() -> TypeDef {
    iterator::<ZipLongest>("zip_longest", new, next).doc(
        "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.  The .__next__()\nmethod continues until the longest iterable in the argument sequence\nis exhausted and then it raises StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted in their place.  The fillvalue\ndefaults to None or can be specified by a keyword argument.",
    )
}

struct ZipLongest {
    /// The iterators; `None` for those that have ended.
    iters: Vec<Option<Owned>>,
    active: usize,
    fill: Owned,
}

impl Payload for ZipLongest {
    const KIND: Kind = Kind::ItZipLongest;
    fn traverse(&self, visit: &mut Visit<'_>) {
        for it in &self.iters {
            visit.option(it);
        }
        visit.owned(&self.fill);
    }
    fn clear(&mut self) {
        self.iters.clear();
        self.active = 0;
    }
}

fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let mut fill = Owned::NONE;
    for (key, value) in args.kw() {
        if key.as_str(vm) != Some("fillvalue") {
            return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value.own();
    }
    let mut iters = Vec::with_capacity(args.pos().len());
    for o in args.pos() {
        iters.push(Some(vm.iter(*o)?));
    }
    made(cls, ZipLongest { active: iters.len(), iters, fill })
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(z) = o.get::<ZipLongest>(vm) else { return Ok(None) };
    let (n, fill) = (z.iters.len(), z.fill.clone());
    if z.active == 0 {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(n);
    for i in 0..n {
        let item = match source::<ZipLongest>(vm, o, |z| z.iters.get(i)?.as_ref()) {
            Some(it) => match vm.next(it.lend()) {
                Ok(Some(x)) => x,
                Ok(None) => {
                    if end(vm, o, i) == 0 {
                        return Ok(None);
                    }
                    fill.clone()
                }
                Err(e) => {
                    if let Some(z) = o.get_mut::<ZipLongest>(vm) {
                        z.active = 0;
                    }
                    return Err(e);
                }
            },
            None => fill.clone(),
        };
        items.push(item);
    }
    Ok(Some(vm.tuple(items)))
}

/// The `i`-th iterator has ended; how many are left.
fn end(vm: &mut Vm, o: Ref<'_>, i: usize) -> usize {
    let Some(z) = o.get_mut::<ZipLongest>(vm) else { return 0 };
    if z.iters.get_mut(i).is_some_and(|it| it.take().is_some()) {
        z.active -= 1;
    }
    z.active
}
