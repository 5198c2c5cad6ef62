//! `array(typecode, initializer)`.

use super::code::{CODES, Code, points};
use super::{Array, body};
use crate::object::{CallArgs, FnDef, Kind, Owned, PyResult, Ref, Str, Vm, new_of};
use crate::types::bytearray::ByteArray;
use crate::types::bytes::Bytes;

pub(super) static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "__class_getitem__",
    "($type, item, /)",
    |vm, a| Ok(crate::types::generic_alias::make(vm, a.get(0), a.get(1))),
    "See PEP 585",
)];

pub(super) fn create(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    if !args.kwnames.is_empty() && cls.expect_type().is_exactly(Kind::Array) {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let (letter, initial) = match args.pos() {
        [letter] => (*letter, None),
        [letter, initial] => (*letter, Some(*initial)),
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
        more => {
            let n = more.len();
            return Err(vm.type_error(format!("array() takes at most 2 arguments ({n} given)")));
        }
    };
    let code = code_of(vm, letter)?;
    let data = match initial {
        Some(initial) => initial_data(vm, code, initial)?,
        None => Vec::new(),
    };
    Ok(new_of(cls.expect_type(), Array::of(code, data)))
}

fn code_of(vm: &mut Vm, letter: Ref<'_>) -> PyResult<Code> {
    if letter.get::<Str>(vm).is_none_or(|s| s.len() != 1) {
        let got = letter.ty().message_name();
        return Err(vm.type_error(format!("array() argument 1 must be a unicode character, not {got}")));
    }
    match Code::parse(letter.as_str(vm).unwrap_or_default()) {
        Some(code) => Ok(code),
        None => {
            let all: Vec<String> = CODES.chars().filter(|&c| c != 'w').map(String::from).collect();
            let (last, first) = all.split_last().map_or(("", &[][..]), |(l, f)| (l.as_str(), f));
            let first = first.join(", ");
            Err(vm.value_error(format!("bad typecode (must be {first} or {last})")))
        }
    }
}

fn initial_data(vm: &mut Vm, code: Code, initial: Ref<'_>) -> PyResult<Vec<u8>> {
    let letter = code.letter();
    if let Some(s) = initial.get::<Str>(vm) {
        if code.is_text() {
            return Ok(points(s).flat_map(u32::to_ne_bytes).collect());
        }
        return Err(vm.type_error(format!("cannot use a str to initialize an array with typecode '{letter}'")));
    }
    if let Some(a) = initial.get::<Array>(vm) {
        if a.code() == code {
            return Ok(a.data().to_vec());
        }
        if a.code().is_text() && !code.is_text() {
            return Err(
                vm.type_error(format!("cannot use a unicode array to initialize an array with typecode '{letter}'"))
            );
        }
    }
    if initial.is_a::<Bytes>() || initial.is_a::<ByteArray>() {
        let data = crate::types::bytes::data(vm, initial).to_vec();
        return whole_items(vm, code, data);
    }
    from_iterable(vm, code, initial)
}

/// Bytes as items.
///
/// # Errors
/// `ValueError` when they end in the middle of one.
pub(super) fn whole_items(vm: &mut Vm, code: Code, data: Vec<u8>) -> PyResult<Vec<u8>> {
    if !data.len().is_multiple_of(code.size()) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    Ok(data)
}

/// The bytes of an iterable's items.
///
/// # Errors
/// What iterating and converting raise.
pub(super) fn from_iterable(vm: &mut Vm, code: Code, items: Ref<'_>) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    let it = vm.iter(items)?;
    let mut n = 0u32;
    while let Some(x) = vm.next(it.lend())? {
        code.write(vm, x.lend(), &mut data)?;
        n = n.wrapping_add(1);
        if n.is_multiple_of(4096) {
            vm.check_signals()?;
        }
    }
    Ok(data)
}

/// An array with the code of `o` and other contents.
pub(super) fn like(vm: &Vm, o: Ref<'_>, data: Vec<u8>) -> Owned {
    crate::object::new(Array::of(body(vm, o).code(), data))
}
