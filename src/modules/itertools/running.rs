//! Iterators that remember what went before: `accumulate`, `batched`, `pairwise`.

use super::{iterator, made, own_args};
use crate::object::{BinOp, CallArgs, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, Visit, Vm, bind};

pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        iterator::<Accumulate>("accumulate", new_accumulate, next_accumulate)
            .doc("Return series of accumulated sums."),
        iterator::<Batched>("batched", new_batched, next_batched).doc(
            "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples\nup to size n.  The input is consumed lazily, just enough to\nfill a batch.  The result is yielded as soon as a batch is full\nor when the input iterable is exhausted.\n\n    >>> for batch in batched('ABCDEFG', 3):\n    ...     print(batch)\n    ...\n    ('A', 'B', 'C')\n    ('D', 'E', 'F')\n    ('G',)\n\nIf \"strict\" is True, raises a ValueError if the final batch is shorter\nthan n.",
        ),
        iterator::<Pairwise>("pairwise", new_pairwise, next_pairwise)
            .doc("Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ..."),
    ]
}

struct Accumulate {
    it: Owned,
    /// `None` for addition.
    func: Option<Owned>,
    total: Option<Owned>,
    /// The first value, until it was given.
    initial: Option<Owned>,
}

impl Payload for Accumulate {
    const KIND: Kind = Kind::ItAccumulate;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.it);
        visit.option(&self.func);
        visit.option(&self.total);
        visit.option(&self.initial);
    }
    fn clear(&mut self) {
        self.total = None;
    }
}

static ACCUMULATE: LazySignature = LazySignature::new("(iterable, func=None, *, initial=None)");

fn new_accumulate(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "accumulate", &ACCUMULATE, args, |vm, a| {
        let it = vm.iter(a.get(0))?;
        let (func, initial) = (a.some(1).map(Ref::own), a.some(2).map(Ref::own));
        made(cls, Accumulate { it, func, total: None, initial })
    })
}

fn next_accumulate(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(a) = o.get_mut::<Accumulate>(vm) else { return Ok(None) };
    if let Some(first) = a.initial.take() {
        a.total = Some(first.clone());
        return Ok(Some(first));
    }
    let it = a.it.clone();
    let Some(x) = vm.next(it.lend())? else { return Ok(None) };
    let Some(a) = o.get::<Accumulate>(vm) else { return Ok(None) };
    let total = match (a.total.clone(), a.func.clone()) {
        (None, _) => x,
        (Some(t), None) => vm.binary_op(BinOp::Add, t.lend(), x.lend())?,
        (Some(t), Some(f)) => vm.call(f.lend(), &[t.lend(), x.lend()])?,
    };
    if let Some(a) = o.get_mut::<Accumulate>(vm) {
        a.total = Some(total.clone());
    }
    Ok(Some(total))
}

struct Batched {
    /// The source; `None` at the end.
    it: Option<Owned>,
    n: usize,
    strict: bool,
}

impl Payload for Batched {
    const KIND: Kind = Kind::ItBatched;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.it);
    }
    fn clear(&mut self) {
        self.it = None;
    }
}

static BATCHED: LazySignature = LazySignature::new("(iterable, n, *, strict=False)");

fn new_batched(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "batched", &BATCHED, args, |vm, a| {
        let n = vm.index_i64(a.get(1))?;
        let strict = match a.opt(2) {
            Some(s) => vm.truth(s)?,
            None => false,
        };
        if n < 1 {
            return Err(vm.value_error("n must be at least one"));
        }
        let it = vm.iter(a.get(0))?;
        made(cls, Batched { it: Some(it), n: n as usize, strict })
    })
}

fn next_batched(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(b) = o.get::<Batched>(vm) else { return Ok(None) };
    let (Some(it), n, strict) = (b.it.clone(), b.n, b.strict) else { return Ok(None) };
    let mut items = Vec::with_capacity(n.min(1 << 16));
    while items.len() < n {
        match vm.next(it.lend())? {
            Some(x) => items.push(x),
            None => break,
        }
    }
    if items.len() < n
        && let Some(b) = o.get_mut::<Batched>(vm)
        && (items.is_empty() || strict)
    {
        b.it = None;
    }
    if items.is_empty() {
        return Ok(None);
    }
    if strict && items.len() < n {
        return Err(vm.value_error("batched(): incomplete batch"));
    }
    Ok(Some(vm.tuple(items)))
}

struct Pairwise {
    /// The source; `None` at the end.
    it: Option<Owned>,
    old: Option<Owned>,
}

impl Payload for Pairwise {
    const KIND: Kind = Kind::ItPairwise;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.it);
        visit.option(&self.old);
    }
    fn clear(&mut self) {
        self.it = None;
        self.old = None;
    }
}

static PAIRWISE: LazySignature = LazySignature::new("(iterable, /)");

fn new_pairwise(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "pairwise", &PAIRWISE, &own_args(cls, Kind::ItPairwise, args), |vm, a| {
        let it = vm.iter(a.get(0))?;
        made(cls, Pairwise { it: Some(it), old: None })
    })
}

fn next_pairwise(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let r = pair(vm, o);
    if !matches!(r, Ok(Some(_)))
        && let Some(p) = o.get_mut::<Pairwise>(vm)
    {
        (p.it, p.old) = (None, None);
    }
    r
}

fn pair(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get::<Pairwise>(vm).and_then(|p| p.it.clone()) else { return Ok(None) };
    let old = match o.get::<Pairwise>(vm).and_then(|p| p.old.clone()) {
        Some(old) => old,
        None => match vm.next(it.lend())? {
            Some(first) => {
                if let Some(p) = o.get_mut::<Pairwise>(vm) {
                    p.old = Some(first.clone());
                }
                first
            }
            None => return Ok(None),
        },
    };
    // Asking the source may have ended this iterator from within.
    let Some(it) = o.get::<Pairwise>(vm).and_then(|p| p.it.clone()) else { return Ok(None) };
    let Some(new) = vm.next(it.lend())? else { return Ok(None) };
    if let Some(p) = o.get_mut::<Pairwise>(vm) {
        p.old = Some(new.clone());
    }
    Ok(Some(vm.tuple_from([old, new].into_iter())))
}
