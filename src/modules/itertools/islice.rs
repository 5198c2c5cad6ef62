//! `islice`: a slice of an iterator, which it advances as far as needed and no further.

use super::{iterator, made, own_args};
use crate::object::{CallArgs, Exc, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, Visit, Vm, bind};

pub(super) fn def() -> TypeDef {
    iterator::<ISlice>("islice", new, next).doc(
        "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.  If start is specified, will skip all preceding elements;\notherwise, start defaults to zero.  Step defaults to one.  If\nspecified as another value, step determines how many values are\nskipped between successive calls.  Works like a slice() on a list\nbut returns an iterator.",
    )
}

struct ISlice {
    /// The source; `None` at the end.
    it: Option<Owned>,
    /// How many items were taken from the source.
    taken: usize,
    /// The number of the item to give next.
    next: usize,
    /// The number of the first item not to give.
    stop: Option<usize>,
    step: usize,
}

impl Payload for ISlice {
    const KIND: Kind = Kind::ItISlice;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.it);
    }
    fn clear(&mut self) {
        self.it = None;
    }
}

static SIGNATURE: LazySignature = LazySignature::new("(iterable, start, stop=None, step=1, /)");

fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "islice", &SIGNATURE, &own_args(cls, Kind::ItISlice, args), |vm, a| {
        const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
        const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
        const STEP: &str = "Step for islice() must be a positive integer or None.";
        let (start, stop) = match a.opt(2) {
            None => (0, limit(vm, Some(a.get(1)), STOP)?),
            Some(stop) => {
                let stop = limit(vm, Some(stop), STOP)?;
                (limit(vm, Some(a.get(1)), INDICES)?.unwrap_or(0), stop)
            }
        };
        let step = limit(vm, a.opt(3), STEP)?.unwrap_or(1);
        if step == 0 {
            return Err(vm.value_error(STEP));
        }
        let it = vm.iter(a.get(0))?;
        made(cls, ISlice { it: Some(it), taken: 0, next: start, stop, step })
    })
}

/// An index that is not negative; `None` for Python's.
fn limit(vm: &mut Vm, o: Option<Ref<'_>>, message: &str) -> PyResult<Option<usize>> {
    let Some(o) = o.filter(|o| !o.is_none()) else { return Ok(None) };
    let i = match vm.index_i64(o) {
        Ok(i) => i,
        Err(e) if vm.raised_is(Exc::KeyboardInterrupt) => return Err(e),
        Err(_) => {
            drop(vm.take_raised());
            return Err(vm.value_error(message));
        }
    };
    match usize::try_from(i) {
        Ok(i) => Ok(Some(i)),
        Err(_) => Err(vm.value_error(message)),
    }
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let r = advance(vm, o);
    if !matches!(r, Ok(Some(_)))
        && let Some(s) = o.get_mut::<ISlice>(vm)
    {
        s.it = None;
    }
    r
}

fn advance(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get::<ISlice>(vm).and_then(|s| s.it.clone()) else { return Ok(None) };
    loop {
        let Some(s) = o.get_mut::<ISlice>(vm) else { return Ok(None) };
        let wanted = s.taken >= s.next;
        if wanted && s.stop.is_some_and(|stop| s.taken >= stop) {
            return Ok(None);
        }
        let Some(x) = vm.next(it.lend())? else { return Ok(None) };
        let Some(s) = o.get_mut::<ISlice>(vm) else { return Ok(None) };
        s.taken += 1;
        if wanted {
            let next = s.next.saturating_add(s.step);
            s.next = s.stop.map_or(next, |stop| next.min(stop));
            return Ok(Some(x));
        }
        if s.taken.is_multiple_of(4096) {
            vm.check_signals()?;
        }
    }
}
