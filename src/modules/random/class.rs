//! The types `Random` and `SystemRandom`.

use super::{binomial, continuous, integers, seed, sequences, source};
use crate::object::{
    Args, CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, PyResult, RandomState, Ref, TypeDef, TypeFlags, Vm,
    bind, new_of,
};

/// `random.Random`.
pub(super) fn random() -> TypeDef {
    TypeDef::of::<RandomState>("Random", "random")
        .doc(DOC)
        .flags(TypeFlags::BASE | TypeFlags::WEAKREF)
        .with_attrs()
        .getters(crate::types::object::DICT_GETTERS)
        .slots(|s| {
            s.new = Some(new);
            s.init = Some(init);
        })
        .methods(seed::METHODS)
        .methods(integers::METHODS)
        .methods(sequences::METHODS)
        .methods(continuous::METHODS)
        .methods(binomial::METHODS)
        .getters(GETTERS)
        .constant("VERSION", Owned::int(3))
}

/// `random.SystemRandom`.
pub(super) fn system_random() -> TypeDef {
    TypeDef::derived::<RandomState>(Kind::SystemRandom, "SystemRandom", "random")
        .doc("Alternate random number generator using sources provided\nby the operating system (such as /dev/urandom on Unix or\nCryptGenRandom on Windows).\n\n Not available on all systems (see os.urandom() for details).\n\n")
        .flags(TypeFlags::BASE | TypeFlags::WEAKREF)
        .with_attrs()
        .methods(SYSTEM)
}

const DOC: &str = "Random number generator base class used by bound module functions.

Used to instantiate instances of Random to get generators that don't
share state.

Class Random can also be subclassed if you want to use a different basic
generator of your own devising: in that case, override the following
methods:  random(), seed(), getstate(), and setstate().
Optionally, implement a getrandbits() method so that randrange()
can cover arbitrarily large ranges.

";

static SIGNATURE: LazySignature = LazySignature::new("(x=None)");

/// A generator, seeded by the system until `__init__` runs. Arguments are `__init__`'s.
fn new(vm: &mut Vm, cls: Ref<'_>, _: &CallArgs<'_>) -> PyResult {
    let state = seed::unseeded(vm)?;
    Ok(new_of(cls.expect_type(), state))
}

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let x = bind(vm, "__init__", &SIGNATURE, args, |_, a| Ok(a.opt(0).map_or(Owned::NONE, Ref::own)))?;
    if x.value().is_none() && o.ty().is_exactly(Kind::Random) {
        // It is seeded by the system already.
        return Ok(());
    }
    drop(vm.call_method(o, "seed", &[x.lend()])?);
    Ok(())
}

static GETTERS: &[GetSetDef] = &[GetSetDef::get_set("gauss_next", gauss_next, set_gauss_next, "")];

fn gauss_next(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(o.get::<RandomState>(vm).and_then(|s| s.gauss_next).map_or(Owned::NONE, Owned::float))
}

fn set_gauss_next(vm: &mut Vm, o: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let next = match value {
        Some(v) if !v.is_none() => Some(vm.to_float(v)?),
        _ => None,
    };
    if let Some(s) = o.get_mut::<RandomState>(vm) {
        s.gauss_next = next;
    }
    Ok(())
}

static SYSTEM: &[FnDef] = &[
    FnDef::new(
        "random",
        "($self)",
        |vm, _| source::system_random(vm).map(Owned::float),
        "Get the next random number in the range 0.0 <= X < 1.0.",
    ),
    FnDef::new("getrandbits", "($self, k)", system_bits, "getrandbits(k) -> x.  Generates an int with k random bits."),
    FnDef::new("randbytes", "($self, n)", system_bytes, "Generate n random bytes."),
    FnDef::new(
        "seed",
        "($self, *args, **kwds)",
        |_, _| Ok(Owned::NONE),
        "Stub method.  Not used for a system random number generator.",
    ),
    FnDef::new(
        "getstate",
        "($self, *args, **kwds)",
        stateless,
        "Method should not be called for a system random number generator.",
    ),
    FnDef::new(
        "setstate",
        "($self, *args, **kwds)",
        stateless,
        "Method should not be called for a system random number generator.",
    ),
];

fn system_bits(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let k = integers::bit_count(vm, a.get(1))?;
    source::system_bits(vm, k).map(Owned::from)
}

fn system_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = vm.index_i64(a.get(1))?;
    let Ok(n) = usize::try_from(n) else { return Err(vm.value_error("negative argument not allowed")) };
    let bytes = source::system_bytes(vm, n)?;
    Ok(crate::types::bytes::from_slice(&bytes))
}

fn stateless(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Err(vm.not_implemented_error("System entropy source does not have state."))
}
