//! Methods of arrays that move many items: to and from lists, bytes, text, files.

use super::code::{points, text_of};
use super::create::{from_iterable, like, whole_items};
use super::{Array, body, resizable};
use crate::object::{Args, FnDef, List, Owned, PyResult, Ref, Str, Vm};
use crate::types::bytes::{self, buffer};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("extend", "(self, bb, /)", extend, "Append items to the end of the array."),
    FnDef::new("fromlist", "(self, list, /)", from_list, "Append items to array from list."),
    FnDef::new("tolist", "(self, /)", to_list, "Convert array to an ordinary list with the same items."),
    FnDef::new(
        "frombytes",
        "(self, buffer, /)",
        from_bytes,
        "Appends items from the string, interpreting it as an array of machine values.",
    ),
    FnDef::new(
        "tobytes",
        "(self, /)",
        to_bytes,
        "Convert the array to an array of machine values and return the bytes representation.",
    ),
    FnDef::new(
        "fromunicode",
        "(self, ustr, /)",
        from_unicode,
        "Extends this array with data from the unicode string ustr.",
    ),
    FnDef::new("tounicode", "(self, /)", to_unicode, "Convert the array to a unicode string."),
    FnDef::new(
        "fromfile",
        "(self, f, n, /)",
        from_file,
        "Read n objects from the file object f and append them to the end of the array.",
    ),
    FnDef::new("tofile", "(self, f, /)", to_file, "Write all items (as machine values) to the file object f."),
    FnDef::new("byteswap", "(self, /)", byteswap, "Byteswap all items of the array."),
    FnDef::new(
        "buffer_info",
        "(self, /)",
        buffer_info,
        "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.",
    ),
    FnDef::new("__copy__", "(self, /)", copy, "Return a copy of the array."),
    FnDef::new("__deepcopy__", "(self, unused, /)", copy, "Return a copy of the array."),
    FnDef::new("__reduce_ex__", "(self, value, /)", reduce, "Return state information for pickling."),
    FnDef::new("__sizeof__", "(self, /)", sizeof, "Size of the array in memory, in bytes."),
];

/// Appends the items of an array.
///
/// # Errors
/// `TypeError` when they are of another kind.
pub(super) fn extend_with(vm: &mut Vm, o: Ref<'_>, more: Ref<'_>) -> PyResult<()> {
    if body(vm, o).code() != body(vm, more).code() {
        return Err(vm.type_error("can only extend with array of same kind"));
    }
    let data = body(vm, more).data().to_vec();
    resizable(vm, o)?.extend_from_slice(&data);
    Ok(())
}

/// The text of an array of characters.
pub(super) fn text(vm: &Vm, o: Ref<'_>) -> Owned {
    let point = |b: &[u8]| b.iter().rev().fold(0u32, |p, &b| p << 8 | u32::from(b));
    let all: Vec<u32> = body(vm, o).data().chunks(4).map(point).collect();
    text_of(&all)
}

fn extend(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if a.get(1).is_a::<Array>() {
        extend_with(vm, a.get(0), a.get(1))?;
        return Ok(Owned::NONE);
    }
    let code = body(vm, a.get(0)).code();
    let data = from_iterable(vm, code, a.get(1))?;
    resizable(vm, a.get(0))?.extend_from_slice(&data);
    Ok(Owned::NONE)
}

fn from_list(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if !a.get(1).is_a::<List>() {
        return Err(vm.type_error("arg must be list"));
    }
    let code = body(vm, a.get(0)).code();
    let data = from_iterable(vm, code, a.get(1))?;
    resizable(vm, a.get(0))?.extend_from_slice(&data);
    Ok(Owned::NONE)
}

fn to_list(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let all = body(vm, a.get(0));
    let items = (0..all.len()).map(|i| all.get(i)).collect();
    Ok(vm.list(items))
}

fn from_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let data = buffer::require(vm, a.get(1))?;
    let code = body(vm, a.get(0)).code();
    let data = whole_items(vm, code, data)?;
    resizable(vm, a.get(0))?.extend_from_slice(&data);
    Ok(Owned::NONE)
}

fn to_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(bytes::from_slice(body(vm, a.get(0)).data()))
}

fn from_unicode(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(s) = a.get(1).get::<Str>(vm) else {
        let got = a.get(1).ty().argument_name();
        return Err(vm.type_error(format!("fromunicode() argument must be str, not {got}")));
    };
    if !body(vm, a.get(0)).code().is_text() {
        return Err(vm.value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    let data: Vec<u8> = points(s).flat_map(u32::to_ne_bytes).collect();
    resizable(vm, a.get(0))?.extend_from_slice(&data);
    Ok(Owned::NONE)
}

fn to_unicode(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if !body(vm, a.get(0)).code().is_text() {
        return Err(vm.value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    Ok(text(vm, a.get(0)))
}

fn from_file(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = vm.index_i64(a.get(2))?;
    let Ok(n) = usize::try_from(n) else { return Err(vm.value_error("negative count")) };
    let code = body(vm, a.get(0)).code();
    let wanted = n * code.size();
    let count = Owned::usize(wanted);
    let read = vm.call_method(a.get(1), "read", &[count.lend()])?;
    let Some(data) = buffer::copy(vm, read.lend()) else {
        return Err(vm.type_error("read() didn't return bytes"));
    };
    let short = data.len() < wanted;
    let data = whole_items(vm, code, data)?;
    resizable(vm, a.get(0))?.extend_from_slice(&data);
    if short {
        return Err(vm.eof_error("read() didn't return enough bytes"));
    }
    Ok(Owned::NONE)
}

fn to_file(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let data = bytes::from_slice(body(vm, a.get(0)).data());
    vm.call_method(a.get(1), "write", &[data.lend()])?;
    Ok(Owned::NONE)
}

fn byteswap(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let size = body(vm, a.get(0)).code().size();
    if let Some(all) = a.get(0).get_mut::<Array>(vm) {
        all.data_mut().chunks_mut(size).for_each(<[u8]>::reverse);
    }
    Ok(Owned::NONE)
}

fn buffer_info(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let all = body(vm, a.get(0));
    let (address, len) = (all.data().as_ptr() as usize, all.len());
    Ok(vm.tuple(vec![Owned::usize(address), Owned::usize(len)]))
}

fn copy(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let data = body(vm, a.get(0)).data().to_vec();
    Ok(like(vm, a.get(0), data))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let class = a.get(0).ty().as_ref().own();
    let letter = Owned::string(body(vm, a.get(0)).code().letter().to_string());
    let items = to_list(vm, a)?;
    let args = vm.tuple(vec![letter, items]);
    Ok(vm.tuple(vec![class, args, Owned::NONE]))
}

fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::usize(80 + body(vm, a.get(0)).data.capacity()))
}
