//! `permutations`: arrangements of `r` items, in the order of their positions.

use super::{iterator, made};
use crate::object::{CallArgs, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, Visit, Vm, bind};

pub(super) fn def() -> TypeDef {
    iterator::<Permutations>("permutations", new, next).doc(
        "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
    )
}

struct Permutations {
    pool: Vec<Owned>,
    /// A permutation of the positions of the pool; its first `r` are the result.
    indices: Vec<usize>,
    /// For each place of the result, how many choices are left there.
    cycles: Vec<usize>,
    started: bool,
    done: bool,
}

impl Payload for Permutations {
    const KIND: Kind = Kind::ItPermutations;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(&self.pool);
    }
    fn clear(&mut self) {
        self.pool.clear();
        self.done = true;
    }
}

static SIGNATURE: LazySignature = LazySignature::new("(iterable, r=None)");

fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "permutations", &SIGNATURE, args, |vm, a| {
        let pool = vm.collect(a.get(0))?;
        let n = pool.len();
        let r = match a.some(1) {
            None => n as i64,
            Some(r) if r.as_int(vm).is_none() => return Err(vm.type_error("Expected int as r")),
            Some(r) => vm.index_i64(r)?,
        };
        let Ok(r) = usize::try_from(r) else { return Err(vm.value_error("r must be non-negative")) };
        let cycles = (0..r.min(n)).map(|i| n - i).collect();
        made(cls, Permutations { pool, indices: (0..n).collect(), cycles, started: false, done: r > n })
    })
}

impl Permutations {
    /// Goes on to the next arrangement. False after the last.
    fn advance(&mut self) -> bool {
        let n = self.pool.len();
        for i in (0..self.cycles.len()).rev() {
            self.cycles[i] -= 1;
            if self.cycles[i] == 0 {
                self.indices[i..].rotate_left(1);
                self.cycles[i] = n - i;
            } else {
                let j = n - self.cycles[i];
                self.indices.swap(i, j);
                return true;
            }
        }
        false
    }
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(p) = o.get_mut::<Permutations>(vm) else { return Ok(None) };
    if p.done {
        return Ok(None);
    }
    if p.started && !p.advance() {
        p.done = true;
        return Ok(None);
    }
    p.started = true;
    let Some(p) = o.get::<Permutations>(vm) else { return Ok(None) };
    let r = p.cycles.len();
    Ok(Some(vm.tuple_from(p.indices[..r].iter().map(|&i| p.pool[i].clone()))))
}
