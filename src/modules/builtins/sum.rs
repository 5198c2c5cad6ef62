//! `sum`: integers exactly, floats with Neumaier's compensated summation, as CPython has it since 3.12.

use crate::object::{Args, BinOp, ComplexBody, Kind, List, Owned, PyResult, Ref, Str, Vm};
use crate::types::bytearray::ByteArray;
use crate::types::bytes::Bytes;

/// A sum of floats with the error that was lost so far.
#[derive(Clone, Copy)]
struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    fn of(x: f64) -> Compensated {
        Compensated { high: x, low: 0.0 }
    }

    #[inline]
    fn add(&mut self, x: f64) {
        let t = self.high + x;
        self.low += if self.high.abs() >= x.abs() { (self.high - t) + x } else { (x - t) + self.high };
        self.high = t;
    }

    fn total(self) -> f64 {
        // The correction of an infinite sum is a NaN.
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

pub(super) fn sum(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let start = match a.opt(1) {
        Some(s) => {
            refuse_text(vm, s)?;
            s.own()
        }
        None => Owned::int(0),
    };
    if let Some(total) = of_list(vm, a.get(0), &start) {
        return Ok(total);
    }
    let it = vm.iter(a.get(0))?;
    go_on(vm, &it, Run { total: start, next: None })
}

/// Adds what an iterator has left to a sum that has been begun: iterator, sum so far, what a sum of floats has lost, and
/// perhaps an item that was taken already.
pub(super) fn rest(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let it = vm.iter(a.get(0))?;
    let mut run = Run { total: a.get(1).own(), next: a.opt(3).map(|x| x.own()) };
    if run.total.lend().ty().is_exactly(Kind::Float) {
        let (high, low) = (a.get(1).as_float(vm).unwrap_or(0.0), a.get(2).as_float(vm).unwrap_or(0.0));
        if !floats(vm, &it, &mut run, Compensated { high, low })? {
            return Ok(run.total);
        }
    }
    go_on(vm, &it, run)
}

fn go_on(vm: &mut Vm, it: &Owned, mut run: Run) -> PyResult {
    loop {
        let exact = |k: Kind| run.total.lend().ty().is_exactly(k);
        let on = if exact(Kind::Int) {
            ints(vm, it, &mut run)?
        } else if exact(Kind::Float) {
            let total = Compensated::of(run.total.lend().as_float(vm).unwrap_or(0.0));
            floats(vm, it, &mut run, total)?
        } else if exact(Kind::Complex) {
            complexes(vm, it, &mut run)?
        } else {
            return objects(vm, it, run);
        };
        if !on {
            return Ok(run.total);
        }
    }
}

fn refuse_text(vm: &mut Vm, s: Ref<'_>) -> PyResult<()> {
    if s.is_a::<Str>() {
        return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    if s.is_a::<Bytes>() {
        return Err(vm.type_error("sum() can't sum bytes [use b''.join(seq) instead]"));
    }
    if s.is_a::<ByteArray>() {
        return Err(vm.type_error("sum() can't sum bytearray [use b''.join(seq) instead]"));
    }
    Ok(())
}

/// The sum of a list of unboxed numbers.
fn of_list(vm: &Vm, items: Ref<'_>, start: &Owned) -> Option<Owned> {
    if !items.ty().is_exactly(Kind::List) {
        return None;
    }
    let list = items.get::<List>(vm)?;
    let first = start.value().as_fixnum()?;
    if let Some(ints) = list.as_ints() {
        let mut total = i128::from(first);
        for &i in ints {
            // 2**63 numbers of 64 bits cannot overflow this.
            total += i128::from(i);
        }
        return Some(Owned::big(total.into()));
    }
    if let Some(bools) = list.as_bools() {
        let ones = bools.iter().filter(|&&b| b).count();
        return Some(Owned::big((i128::from(first) + ones as i128).into()));
    }
    let mut total = Compensated::of(first as f64);
    let (x, rest) = list.as_floats()?.split_first()?;
    total.high += x;
    for &x in rest {
        total.add(x);
    }
    Some(Owned::float(total.total()))
}

/// The sum so far.
struct Run {
    total: Owned,
    /// An item that was taken but not yet added.
    next: Option<Owned>,
}

impl Run {
    fn next(&mut self, vm: &mut Vm, it: &Owned) -> PyResult<Option<Owned>> {
        match self.next.take() {
            Some(x) => Ok(Some(x)),
            None => vm.next(it.lend()),
        }
    }

    /// Adds by the general rules.
    fn add(&mut self, vm: &mut Vm, x: &Owned) -> PyResult<()> {
        self.total = vm.binary_op(BinOp::Add, self.total.lend(), x.lend())?;
        Ok(())
    }
}

/// Adds small ints; false at the end, true when another kind of sum goes on.
fn ints(vm: &mut Vm, it: &Owned, run: &mut Run) -> PyResult<bool> {
    let Some(mut total) = run.total.lend().as_i64(vm) else { return general_step(vm, it, run) };
    while let Some(x) = run.next(vm, it)? {
        let plain = x.value().is_fixnum() || x.value().is_bool();
        let added = if plain { x.lend().as_i64(vm).and_then(|i| total.checked_add(i)) } else { None };
        match added {
            Some(t) => total = t,
            None => {
                run.total = Owned::int(total);
                run.add(vm, &x)?;
                return Ok(true);
            }
        }
    }
    run.total = Owned::int(total);
    Ok(false)
}

fn floats(vm: &mut Vm, it: &Owned, run: &mut Run, mut total: Compensated) -> PyResult<bool> {
    while let Some(x) = run.next(vm, it)? {
        let r = x.lend();
        if let Some(f) = r.value().as_flonum() {
            total.add(f);
        } else if r.ty().is_exactly(Kind::Float) {
            total.add(r.as_float(vm).unwrap_or(0.0));
        } else if r.as_int(vm).is_some() {
            total.high += vm.to_float(r)?;
        } else {
            run.total = Owned::float(total.total());
            run.add(vm, &x)?;
            return Ok(true);
        }
    }
    run.total = Owned::float(total.total());
    Ok(false)
}

fn complexes(vm: &mut Vm, it: &Owned, run: &mut Run) -> PyResult<bool> {
    let (re, im) = run.total.lend().get::<ComplexBody>(vm).map_or((0.0, 0.0), |c| (c.re, c.im));
    let (mut re, mut im) = (Compensated::of(re), Compensated::of(im));
    while let Some(x) = run.next(vm, it)? {
        let r = x.lend();
        if let Some(c) = r.get::<ComplexBody>(vm) {
            re.add(c.re);
            im.add(c.im);
        } else if let Some(f) = r.as_float(vm) {
            re.add(f);
        } else if r.as_int(vm).is_some() {
            re.high += vm.to_float(r)?;
        } else {
            run.total = Owned::complex(re.total(), im.total());
            run.add(vm, &x)?;
            return Ok(true);
        }
    }
    run.total = Owned::complex(re.total(), im.total());
    Ok(false)
}

/// Adds one item to a big int.
fn general_step(vm: &mut Vm, it: &Owned, run: &mut Run) -> PyResult<bool> {
    match run.next(vm, it)? {
        Some(x) => run.add(vm, &x).map(|()| true),
        None => Ok(false),
    }
}

fn objects(vm: &mut Vm, it: &Owned, mut run: Run) -> PyResult {
    while let Some(x) = run.next(vm, it)? {
        run.add(vm, &x)?;
    }
    Ok(run.total)
}
