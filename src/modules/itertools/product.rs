//! `product`: the Cartesian product, the last position changing fastest.

use super::{iterator, made};
use crate::object::{CallArgs, Kind, Owned, Payload, PyResult, Ref, Tuple, TypeDef, Visit, Vm};

pub(super) fn def() -> TypeDef {
    iterator::<Product>("product", new, next).doc(
        "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\nFor example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).\nThe leftmost iterators are in the outermost for-loop, so the output tuples\ncycle in a manner similar to an odometer (with the rightmost element changing\non every iteration).\n\nTo compute the product of an iterable with itself, specify the number\nof repetitions with the optional repeat keyword argument. For example,\nproduct(A, repeat=4) means the same as product(A, A, A, A).\n\nproduct('ab', range(3)) --> ('a',0) ('a',1) ('a',2) ('b',0) ('b',1) ('b',2)\nproduct((0,1), (0,1), (0,1)) --> (0,0,0) (0,0,1) (0,1,0) (0,1,1) (1,0,0) ...",
    )
}

struct Product {
    /// The pools as tuples; the list is gone through `repeat` times.
    pools: Vec<Owned>,
    /// One index per position of the result.
    indices: Vec<usize>,
    started: bool,
    done: bool,
}

impl Payload for Product {
    const KIND: Kind = Kind::ItProduct;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(&self.pools);
    }
    fn clear(&mut self) {
        self.pools.clear();
        self.done = true;
    }
}

fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let mut repeat = 1;
    for (key, value) in args.kw() {
        if key.as_str(vm) != Some("repeat") {
            let key = vm.lossy(key);
            return Err(vm.type_error(format!("product() got an unexpected keyword argument '{key}'")));
        }
        repeat = vm.index_i64(value)?;
    }
    let Ok(repeat) = usize::try_from(repeat) else {
        return Err(vm.value_error("repeat argument cannot be negative"));
    };
    let n = args.pos().len();
    let Some(positions) = n.checked_mul(repeat).filter(|n| *n < 1 << 32) else {
        return Err(vm.overflow_error("repeat argument too large"));
    };
    let mut pools = Vec::with_capacity(n);
    if repeat > 0 {
        for o in args.pos() {
            let items = vm.collect(*o)?;
            pools.push(vm.tuple(items));
        }
    }
    made(cls, Product { pools, indices: vec![0; positions], started: false, done: false })
}

fn len(vm: &Vm, pool: &Owned) -> usize {
    pool.lend().get::<Tuple>(vm).map_or(0, Tuple::len)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(p) = o.get::<Product>(vm) else { return Ok(None) };
    if p.done {
        return Ok(None);
    }
    // How many of the last positions start again, counted without changing anything yet.
    let n = p.indices.len();
    let k = p.pools.len().max(1);
    let (mut at, mut over) = (n, false);
    if p.started {
        loop {
            if at == 0 {
                over = true;
                break;
            }
            at -= 1;
            if p.indices[at] + 1 < len(vm, &p.pools[at % k]) {
                break;
            }
        }
    } else {
        over = p.pools.iter().any(|pool| len(vm, pool) == 0);
    }
    let Some(p) = o.get_mut::<Product>(vm) else { return Ok(None) };
    if over {
        p.done = true;
        return Ok(None);
    }
    if p.started {
        p.indices[at] += 1;
        p.indices[at + 1..].fill(0);
    }
    p.started = true;
    let Some(p) = o.get::<Product>(vm) else { return Ok(None) };
    let item = |i: usize| match p.pools[i % k].lend().get::<Tuple>(vm) {
        Some(t) => t.items()[p.indices[i]].clone(),
        None => Owned::NONE,
    };
    Ok(Some(vm.tuple_from((0..n).map(item))))
}
