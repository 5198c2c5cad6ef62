//! The type `slice`.

use crate::object::{
    Args, CallArgs, CmpOp, FnDef, GetSetDef, IntRef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef,
    TypeFlags, Value, Visit, Vm, bind, new,
};
use crate::types::sequence::compare;
use dashu_int::IBig;
use taipan_text::hash::TupleHasher;

/// The body of a slice.
pub struct SliceBody {
    /// `start`.
    pub start: Owned,
    /// `stop`.
    pub stop: Owned,
    /// `step`.
    pub step: Owned,
}

impl Payload for SliceBody {
    const KIND: Kind = Kind::Slice;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all([&self.start, &self.stop, &self.step]);
    }
}

/// A slice object of three parts, each possibly `None`.
pub fn build(start: Ref<'_>, stop: Ref<'_>, step: Ref<'_>) -> Owned {
    new(SliceBody { start: start.own(), stop: stop.own(), step: step.own() })
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<SliceBody>("slice", "builtins")
        .doc(
            "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
        )
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new_slice);
            s.repr = Some(repr);
            s.hash = Some(hash);
            s.compare = Some(compare_slices);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "indices",
        "(self, object, /)",
        indices_method,
        "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices.",
    ),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::field("start", |vm, o| Ok(parts(vm, o)[0].clone()), ""),
    GetSetDef::field("stop", |vm, o| Ok(parts(vm, o)[1].clone()), ""),
    GetSetDef::field("step", |vm, o| Ok(parts(vm, o)[2].clone()), ""),
];

static SIGNATURE: LazySignature = LazySignature::new("(start, stop=None, step=None, /)");

/// Start, stop and step.
fn parts(vm: &Vm, o: Ref<'_>) -> [Owned; 3] {
    match o.get::<SliceBody>(vm) {
        Some(s) => [s.start.clone(), s.stop.clone(), s.step.clone()],
        None => [Owned::NONE, Owned::NONE, Owned::NONE],
    }
}

fn new_slice(vm: &mut Vm, _cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "slice", &SIGNATURE, args, |_, a| {
        let step = a.opt(2).unwrap_or(Ref::NONE);
        Ok(match a.opt(1) {
            Some(stop) => build(a.get(0), stop, step),
            None => build(Ref::NONE, a.get(0), step),
        })
    })
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let mut text = b"slice(".to_vec();
    for (i, part) in parts(vm, o).iter().enumerate() {
        if i > 0 {
            text.extend_from_slice(b", ");
        }
        let r = vm.repr(part.lend())?;
        text.extend_from_slice(r.lend().as_text(vm).map(|s| s.bytes()).unwrap_or_default());
    }
    text.push(b')');
    Ok(Owned::wtf8(text))
}

fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let mut h = TupleHasher::new();
    let parts = parts(vm, o);
    for part in &parts {
        h.add(vm.hash(part.lend())?);
    }
    // CPython leaves the count out of this one.
    Ok(h.finish_uncounted())
}

fn compare_slices(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !a.is_a::<SliceBody>() || !b.is_a::<SliceBody>() {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    if a.is(b) {
        return Ok(Owned::bool(matches!(op, CmpOp::Eq | CmpOp::Le | CmpOp::Ge)));
    }
    let (x, y) = (parts(vm, a), parts(vm, b));
    let (x, y) = (vm.tuple(x.to_vec()), vm.tuple(y.to_vec()));
    compare::lexicographic(vm, x.lend(), y.lend(), op)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let parts = parts(vm, a.get(0)).to_vec();
    let args = vm.tuple(parts);
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}

/// A bound or a length as an integer of any size.
fn integer(vm: &mut Vm, o: Ref<'_>) -> PyResult<IBig> {
    if !super::bounds::is_index(o) {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    big(vm, o)
}

fn big(vm: &mut Vm, o: Ref<'_>) -> PyResult<IBig> {
    let i = vm.index(o)?;
    Ok(i.lend().as_int(vm).map(|i: IntRef<'_>| i.to_big()).unwrap_or_default())
}

fn indices_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let fitted = indices(vm, a.get(0), a.get(1))?;
    Ok(vm.tuple(fitted.map(Owned::big).to_vec()))
}

/// Start, stop and step of a slice for a sequence of any length, in integers of any size (`slice.indices`).
///
/// # Errors
/// `TypeError` for bounds that are no integers, `ValueError` for a step of zero or a negative length, or what
/// `__index__` raises.
pub fn indices(vm: &mut Vm, slice: Ref<'_>, len: Ref<'_>) -> PyResult<[IBig; 3]> {
    let len = big(vm, len)?;
    if len < IBig::ZERO {
        return Err(vm.value_error("length should not be negative"));
    }
    let [start, stop, step] = parts(vm, slice);
    let step = if step.value().is_none() { IBig::ONE } else { integer(vm, step.lend())? };
    if step == IBig::ZERO {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let down = step < IBig::ZERO;
    let (low, high) = if down { (IBig::NEG_ONE, &len - IBig::ONE) } else { (IBig::ZERO, len.clone()) };
    let fit = |vm: &mut Vm, o: &Owned, absent: &IBig| -> PyResult<IBig> {
        if o.value().is_none() {
            return Ok(absent.clone());
        }
        let i = integer(vm, o.lend())?;
        let i = if i < IBig::ZERO { i + &len } else { i };
        Ok(i.max(low.clone()).min(high.clone()))
    };
    let (first, last) = if down { (&high, &low) } else { (&low, &high) };
    let start = fit(vm, &start, first)?;
    let stop = fit(vm, &stop, last)?;
    Ok([start, stop, step])
}
