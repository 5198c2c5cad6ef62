//! Random integers, bits and bytes.

use super::source;
use crate::object::{Args, BinOp, FnDef, IntRef, Intrinsic, Owned, PyResult, Raised, Ref, Vm};
use dashu_int::IBig;
use taipan_text::bigint::{ByteOrder, floor_div, to_bytes};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "random",
        "($self, /)",
        |vm, a| source::random(vm, a.get(0)).map(Owned::float),
        "random() -> x in the interval [0, 1).",
    )
    .intrinsic(Intrinsic::Random),
    FnDef::new("getrandbits", "($self, k, /)", get_bits, "getrandbits(k) -> x.  Generates an int with k random bits."),
    FnDef::new("randbytes", "($self, n)", bytes, "Generate n random bytes."),
    FnDef::new(
        "randrange",
        "($self, start, stop=None, step=1)",
        range,
        "Choose a random item from range(stop) or range(start, stop[, step]).\n\nRoughly equivalent to ``choice(range(start, stop, step))`` but\nsupports arbitrarily large ranges and is optimized for common cases.",
    ),
    FnDef::new("randint", "($self, a, b)", int, "Return random integer in range [a, b], including both end points."),
    FnDef::new(
        "_randbelow",
        "($self, n)",
        |vm, a| below(vm, a, source::below_by_bits),
        "Return a random int in the range [0,n).  Defined for n > 0.",
    ),
    FnDef::new(
        "_randbelow_with_getrandbits",
        "($self, n)",
        |vm, a| below(vm, a, source::below_by_bits),
        "Return a random int in the range [0,n).  Defined for n > 0.",
    ),
    FnDef::new(
        "_randbelow_without_getrandbits",
        "($self, n, maxsize=9007199254740992)",
        |vm, a| below(vm, a, source::below_by_floats),
        "Return a random int in the range [0,n).  Defined for n > 0.\n\nThe implementation does not use getrandbits, but only random.",
    ),
];

/// A count of bits, from an argument.
pub(super) fn bit_count(vm: &mut Vm, o: Ref<'_>) -> PyResult<usize> {
    let k = vm.index_i64(o)?;
    let Ok(k) = usize::try_from(k) else { return Err(vm.value_error("number of bits must be non-negative")) };
    if i32::try_from(k).is_err() {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    }
    Ok(k)
}

fn get_bits(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let k = bit_count(vm, a.get(1))?;
    source::bits(vm, a.get(0), k).map(Owned::from)
}

fn bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = vm.index_i64(a.get(1))?;
    let Ok(n) = usize::try_from(n) else { return Err(vm.value_error("number of bits must be non-negative")) };
    if i32::try_from(n.saturating_mul(8)).is_err() {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    }
    let bits = source::bits(vm, a.get(0), n * 8)?.into_ibig();
    let bytes = to_bytes(&bits, n, ByteOrder::Little, false).unwrap_or_default();
    Ok(crate::types::bytes::from_slice(&bytes))
}

fn below(vm: &mut Vm, a: &Args<'_>, draw: fn(&mut Vm, Ref<'_>, &IBig) -> PyResult<IBig>) -> PyResult {
    let n = vm.index(a.get(1))?;
    let n = n.lend().as_int(vm).map(|i| i.to_big()).unwrap_or_default();
    if n <= IBig::ZERO {
        return Ok(Owned::int(0));
    }
    draw(vm, a.get(0), &n).map(Owned::big)
}

/// The `ValueError` of a range without values, which shows the arguments as they were given.
#[cold]
fn empty(vm: &mut Vm, args: &[Ref<'_>]) -> Raised {
    let mut shown = Vec::new();
    for a in args {
        match vm.str_string(*a) {
            Ok(s) => shown.push(s),
            Err(e) => return e,
        }
    }
    vm.value_error(format!("empty range in randrange({})", shown.join(", ")))
}

fn range(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let start = vm.index(a.get(1))?;
    let Some(stop) = a.some(2) else {
        if a.opt(3).is_some() {
            return Err(vm.type_error("Missing a non-None stop argument"));
        }
        if start.lend().as_int(vm).is_some_and(|i| i.is_negative() || matches!(i, IntRef::Small(0))) {
            return Err(vm.value_error("empty range for randrange()"));
        }
        return spread(vm, a.get(0), &IBig::ZERO, &IBig::ONE, start.lend());
    };
    let given_stop = stop;
    let stop = vm.index(stop)?;
    match a.opt(3) {
        None => between(vm, a.get(0), start.lend(), stop.lend(), &[a.get(1), given_stop]),
        Some(step) => {
            let step = vm.index(step)?;
            if step.value().as_fixnum() == Some(1) {
                return between(vm, a.get(0), start.lend(), stop.lend(), &[a.get(1), given_stop]);
            }
            stepped(vm, a, start.lend(), stop.lend(), step.lend())
        }
    }
}

/// `start + below(stop - start)`.
fn between(vm: &mut Vm, o: Ref<'_>, start: Ref<'_>, stop: Ref<'_>, given: &[Ref<'_>]) -> PyResult {
    if let (Some(low), Some(high)) = (start.value().as_fixnum(), stop.value().as_fixnum()) {
        if high <= low {
            return Err(empty(vm, given));
        }
        let drawn = source::below(vm, o, high.wrapping_sub(low) as u64)?;
        return Ok(Owned::int(low.wrapping_add(drawn as i64)));
    }
    let (Some(low), Some(high)) = (start.as_int(vm), stop.as_int(vm)) else { return Ok(Owned::NONE) };
    let (low, width) = (low.to_big(), high.to_big() - low.to_big());
    if width <= IBig::ZERO {
        return Err(empty(vm, given));
    }
    let width = Owned::big(width);
    spread(vm, o, &low, &IBig::ONE, width.lend())
}

/// `start + step * below(count)`.
fn spread(vm: &mut Vm, o: Ref<'_>, start: &IBig, step: &IBig, count: Ref<'_>) -> PyResult {
    let Some(count) = count.as_int(vm).map(|i| i.to_big()) else { return Ok(Owned::NONE) };
    let drawn = match u64::try_from(&count) {
        Ok(n) => IBig::from(source::below(vm, o, n)?),
        Err(_) => source::below_big(vm, o, &count)?,
    };
    Ok(Owned::big(start + step * drawn))
}

fn stepped(vm: &mut Vm, a: &Args<'_>, start: Ref<'_>, stop: Ref<'_>, step: Ref<'_>) -> PyResult {
    let (Some(low), Some(high), Some(by)) = (start.as_int(vm), stop.as_int(vm), step.as_int(vm)) else {
        return Ok(Owned::NONE);
    };
    let (low, by, width) = (low.to_big(), by.to_big(), high.to_big() - low.to_big());
    if by == IBig::ZERO {
        return Err(vm.value_error("zero step for randrange()"));
    }
    let almost = if by > IBig::ZERO { &by - IBig::ONE } else { &by + IBig::ONE };
    let count = floor_div(&(width + almost), &by).unwrap_or_default();
    if count <= IBig::ZERO {
        return Err(empty(vm, &[a.get(1), a.get(2), a.get(3)]));
    }
    let count = Owned::big(count);
    spread(vm, a.get(0), &low, &by, count.lend())
}

fn int(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let stop = vm.binary_op(BinOp::Add, a.get(2), Owned::int(1).lend())?;
    let low = vm.index(a.get(1))?;
    let high = vm.index(stop.lend())?;
    between(vm, a.get(0), low.lend(), high.lend(), &[a.get(1), stop.lend()])
}
