//! Where random numbers come from.

use crate::object::{Kind, MethodDescr, Owned, PyResult, RandomState, Ref, Vm, type_for};
use dashu_int::IBig;
use std::io::Read;
use taipan_text::bigint::{Int, bit_length};

/// What stands behind a method of a generator object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Source {
    /// The built-in twister.
    Twister,
    /// The operating system.
    System,
    /// A method of a subclass.
    Method,
}

/// Who implements the method `name` of `o`.
fn source(vm: &mut Vm, o: Ref<'_>, name: &str) -> Source {
    if o.ty().is_exactly(Kind::Random) {
        return Source::Twister;
    }
    let name = vm.intern(name);
    let owner = o.ty().lookup(name.lend()).and_then(|f| f.get::<MethodDescr>(vm)).map(|m| m.owner.lend());
    match owner {
        Some(t) if t.is(Kind::Random.ty()) => Source::Twister,
        Some(t) if t.is(Kind::SystemRandom.ty()) => Source::System,
        _ => Source::Method,
    }
}

/// `o.random()`.
pub(super) fn random(vm: &mut Vm, o: Ref<'_>) -> PyResult<f64> {
    match source(vm, o, "random") {
        Source::Twister => Ok(o.get_mut::<RandomState>(vm).map_or(0.0, |s| s.generator.random())),
        Source::System => system_random(vm),
        Source::Method => {
            let r = vm.call_method(o, "random", &[])?;
            vm.to_float(r.lend())
        }
    }
}

/// `o.getrandbits(bits)`.
pub(super) fn bits(vm: &mut Vm, o: Ref<'_>, bits: usize) -> PyResult<Int> {
    match source(vm, o, "getrandbits") {
        Source::Twister => Ok(o.get_mut::<RandomState>(vm).map_or(Int::Small(0), |s| s.generator.bits(bits))),
        Source::System => system_bits(vm, bits),
        Source::Method => {
            let r = vm.call_method(o, "getrandbits", &[Owned::usize(bits).lend()])?;
            let r = vm.index(r.lend())?;
            Ok(Int::from(r.lend().as_int(vm).map(|i| i.to_big()).unwrap_or_default()))
        }
    }
}

/// Bytes from the operating system.
///
/// # Errors
/// `OSError`.
pub(super) fn system_bytes(vm: &mut Vm, count: usize) -> PyResult<Vec<u8>> {
    let mut bytes = vec![0; count];
    match std::fs::File::open("/dev/urandom").and_then(|mut f| f.read_exact(&mut bytes)) {
        Ok(()) => Ok(bytes),
        Err(e) => Err(vm.os_error(&e, Some("/dev/urandom"))),
    }
}

/// A float in `[0, 1)` from 53 bits of the operating system.
pub(super) fn system_random(vm: &mut Vm) -> PyResult<f64> {
    let bytes = system_bytes(vm, 7)?;
    let word = bytes.iter().fold(0u64, |w, b| w << 8 | u64::from(*b));
    Ok((word >> 3) as f64 / 9_007_199_254_740_992.0)
}

/// An int of so many bits from the operating system.
pub(super) fn system_bits(vm: &mut Vm, bits: usize) -> PyResult<Int> {
    let bytes = system_bytes(vm, bits.div_ceil(8))?;
    let excess = bytes.len() * 8 - bits;
    Ok(Int::from(IBig::from(dashu_int::UBig::from_be_bytes(&bytes)) >> excess))
}

/// How a subclass draws integers below a bound: by the first class of its MRO that says something about it.
enum Below {
    /// From `getrandbits`.
    Bits,
    /// From `random`, where only that is overridden.
    Floats,
    /// By its own `_randbelow`.
    Method,
}

fn below_of(vm: &mut Vm, o: Ref<'_>) -> Below {
    if o.ty().is_exactly(Kind::Random) || o.ty().is_exactly(Kind::SystemRandom) {
        return Below::Bits;
    }
    let names = ["_randbelow", "getrandbits", "random"].map(|n| vm.intern(n));
    for class in &o.ty().names().mro {
        let class = class.lend();
        if class.is(type_for(Kind::Random).as_ref()) {
            break;
        }
        let has = |i: usize| class.expect_type().names().dict.get(names[i].lend()).is_some();
        if has(0) {
            return Below::Method;
        }
        if has(1) {
            return Below::Bits;
        }
        if has(2) {
            return Below::Floats;
        }
    }
    Below::Bits
}

/// An integer in `[0, bound)`; the bound is positive.
pub(super) fn below(vm: &mut Vm, o: Ref<'_>, bound: u64) -> PyResult<u64> {
    if o.ty().is_exactly(Kind::Random)
        && let Some(s) = o.get_mut::<RandomState>(vm)
    {
        return Ok(s.generator.below(bound));
    }
    let drawn = below_big(vm, o, &IBig::from(bound))?;
    Ok(u64::try_from(drawn).unwrap_or(0))
}

/// The same for a bound of any size.
pub(super) fn below_big(vm: &mut Vm, o: Ref<'_>, bound: &IBig) -> PyResult<IBig> {
    match below_of(vm, o) {
        Below::Bits => below_by_bits(vm, o, bound),
        Below::Floats => below_by_floats(vm, o, bound),
        Below::Method => {
            let r = vm.call_method(o, "_randbelow", &[Owned::big(bound.clone()).lend()])?;
            Ok(r.lend().as_int(vm).map(|i| i.to_big()).unwrap_or_default())
        }
    }
}

/// Draws as many bits as the bound has until they fall below it.
pub(super) fn below_by_bits(vm: &mut Vm, o: Ref<'_>, bound: &IBig) -> PyResult<IBig> {
    let count = bit_length(bound);
    loop {
        let drawn = bits(vm, o, count)?.into_ibig();
        if drawn < *bound {
            return Ok(drawn);
        }
        vm.check_signals()?;
    }
}

/// Bits in a float from `random`.
const FLOAT_RANGE: f64 = 9_007_199_254_740_992.0;

/// Scales floats of 53 bits, rejecting the incomplete last span.
pub(super) fn below_by_floats(vm: &mut Vm, o: Ref<'_>, bound: &IBig) -> PyResult<IBig> {
    let Some(n) = u64::try_from(bound).ok().filter(|n| *n < FLOAT_RANGE as u64) else {
        let scaled = random(vm, o)? * taipan_text::bigint::to_f64(bound).unwrap_or(f64::MAX);
        return Ok(taipan_text::bigint::from_f64(scaled.floor()).map(Int::into_ibig).unwrap_or_default());
    };
    let range = FLOAT_RANGE as u64;
    let limit = (range - range % n) as f64 / FLOAT_RANGE;
    loop {
        let r = random(vm, o)?;
        if r < limit {
            return Ok(IBig::from((r * FLOAT_RANGE) as u64 % n));
        }
        vm.check_signals()?;
    }
}
