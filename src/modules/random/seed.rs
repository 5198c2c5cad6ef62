//! Seeding, and saving and restoring state.

use super::source::system_bytes;
use crate::object::{Args, FnDef, IntRef, Kind, Owned, PyResult, RandomState, Ref, Str, Vm, type_for};
use crate::types::bytes::buffer;
use dashu_int::IBig;
use taipan_text::random::{Random, STATE_WORDS, bytes_to_seed, words_of_big, words_of_i64, words_of_u64};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "seed",
        "($self, a=None, version=2)",
        seed,
        "Initialize internal state from a seed.\n\nThe only supported seed types are None, int, float,\nstr, bytes, and bytearray.\n\nNone or no argument seeds from current time or from an operating\nsystem specific randomness source if available.\n\nIf *a* is an int, all bits are used.\n\nFor version 2 (the default), all of the bits are used if *a* is a str,\nbytes, or bytearray.  For version 1 (provided for reproducing random\nsequences from older versions of Python), the algorithm for str and\nbytes generates a narrower range of seeds.",
    ),
    FnDef::new("getstate", "($self)", get_state, "Return internal state; can be passed to setstate() later."),
    FnDef::new("setstate", "($self, state)", set_state, "Restore internal state from object returned by getstate()."),
    FnDef::new("__getstate__", "($self)", |vm, a| vm.call_method(a.get(0), "getstate", &[]), ""),
    FnDef::new("__setstate__", "($self, state)", |vm, a| vm.call_method(a.get(0), "setstate", &[a.get(1)]), ""),
    FnDef::new("__reduce__", "($self)", reduce, "Helper for pickle."),
];

const VERSION: i64 = 3;

fn seed(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let version = a.opt(2).and_then(|v| v.as_i64(vm)).unwrap_or(2);
    let words = words(vm, a.opt(1).unwrap_or(Ref::NONE), version)?;
    if let Some(s) = a.get(0).get_mut::<RandomState>(vm) {
        *s = RandomState { generator: Random::from_words(&words), gauss_next: None };
    }
    Ok(Owned::NONE)
}

/// A generator seeded by the operating system.
pub(super) fn unseeded(vm: &mut Vm) -> PyResult<RandomState> {
    let words = words(vm, Ref::NONE, 2)?;
    Ok(RandomState { generator: Random::from_words(&words), gauss_next: None })
}

/// The key words of a seed.
fn words(vm: &mut Vm, a: Ref<'_>, version: i64) -> PyResult<Vec<u32>> {
    if a.is_none() {
        let bytes = system_bytes(vm, STATE_WORDS * 4)?;
        return Ok(bytes.chunks_exact(4).map(|c| u32::from_ne_bytes([c[0], c[1], c[2], c[3]])).collect());
    }
    match a.as_int(vm) {
        Some(IntRef::Small(i)) => return Ok(words_of_i64(i)),
        Some(IntRef::Big(b)) => return Ok(words_of_big(b)),
        None => {}
    }
    let is_text = a.is_a::<Str>();
    let is_bytes = a.is_instance(type_for(Kind::Bytes));
    if version == 1 && (is_text || is_bytes) {
        let points: Vec<u64> = match a.get::<Str>(vm) {
            Some(s) => s.wtf8().chars().map(u64::from).collect(),
            None => buffer::copy(vm, a).unwrap_or_default().into_iter().map(u64::from).collect(),
        };
        return Ok(words_of_u64(narrow_hash(&points)));
    }
    if version == 2 && is_text {
        let bytes = a.get::<Str>(vm).map(|s| s.bytes().to_vec()).unwrap_or_default();
        return Ok(words_of_big(&bytes_to_seed(&bytes)));
    }
    if version == 2 && (is_bytes || a.is_instance(type_for(Kind::ByteArray))) {
        let bytes = buffer::copy(vm, a).unwrap_or_default();
        return Ok(words_of_big(&bytes_to_seed(&bytes)));
    }
    if a.is_instance(type_for(Kind::Float)) || is_text || is_bytes || a.is_instance(type_for(Kind::ByteArray)) {
        let hash = vm.hash(a)?;
        return Ok(words_of_u64(hash as u64));
    }
    Err(vm.type_error("The only supported seed types are:\nNone, int, float, str, bytes, and bytearray."))
}

/// The seed that version 1 makes of text.
fn narrow_hash(points: &[u64]) -> u64 {
    let start = points.first().map_or(0, |p| p << 7);
    points.iter().fold(start, |x, p| 1_000_003u64.wrapping_mul(x) ^ p) ^ points.len() as u64
}

fn get_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(s) = a.get(0).get::<RandomState>(vm) else { return Ok(Owned::NONE) };
    let (words, index) = s.generator.state();
    let mut items: Vec<Owned> = words.iter().map(|w| Owned::int(i64::from(*w))).collect();
    items.push(Owned::usize(index));
    let gauss = s.gauss_next.map_or(Owned::NONE, Owned::float);
    let items = vm.tuple(items);
    Ok(vm.tuple(vec![Owned::int(VERSION), items, gauss]))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let state = a.get(1);
    let version = vm.get_item(state, Owned::int(0).lend())?;
    if !matches!(version.value().as_fixnum(), Some(2 | 3)) {
        let shown = vm.str_string(version.lend())?;
        return Err(
            vm.value_error(format!("state with version {shown} passed to Random.setstate() of version {VERSION}"))
        );
    }
    let parts = vm.collect(state)?;
    let [_, internal, gauss] = parts.as_slice() else {
        let message = if parts.len() > 3 {
            "too many values to unpack (expected 3)".to_owned()
        } else {
            format!("not enough values to unpack (expected 3, got {})", parts.len())
        };
        return Err(vm.value_error(message));
    };
    let gauss = if gauss.value().is_none() { None } else { Some(vm.to_float(gauss.lend())?) };
    let Some(items) = internal.lend().as_tuple(vm).map(<[Owned]>::to_vec) else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    if items.len() != STATE_WORDS + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut words = [0; STATE_WORDS];
    for (word, item) in words.iter_mut().zip(&items) {
        *word = state_word(vm, item.lend())?;
    }
    let index = vm.index_i64(items[STATE_WORDS].lend())?;
    let Some(s) = a.get(0).get_mut::<RandomState>(vm) else { return Ok(Owned::NONE) };
    let valid = usize::try_from(index).is_ok_and(|i| s.generator.set_state(&words, i).is_ok());
    if !valid {
        return Err(vm.value_error("invalid state"));
    }
    s.gauss_next = gauss;
    Ok(Owned::NONE)
}

/// The low 32 bits of an item of a state.
fn state_word(vm: &mut Vm, item: Ref<'_>) -> PyResult<u32> {
    let word = match item.as_int(vm) {
        Some(i) if i.is_negative() => return Err(vm.overflow_error("can't convert negative value to unsigned int")),
        Some(IntRef::Small(i)) => i as u32,
        Some(IntRef::Big(b)) => u32::try_from(b & IBig::from(u32::MAX)).unwrap_or(0),
        None => {
            let name = item.ty().message_name();
            return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    Ok(word)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let state = vm.call_method(a.get(0), "getstate", &[])?;
    let class = a.get(0).ty().as_ref().own();
    let nothing = vm.tuple(vec![]);
    Ok(vm.tuple(vec![class, nothing, state]))
}
