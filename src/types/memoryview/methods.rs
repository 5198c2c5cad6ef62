//! Methods and attributes of a memoryview.

use super::{Format, MemoryView, checked, contents};
use crate::object::{Args, FnDef, GetSetDef, Owned, PyResult, Str, Vm, new};
use crate::types::bytes;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("tobytes", "(self, order='C')", to_bytes, "Return the data in the buffer as a byte string."),
    FnDef::new("tolist", "(self, /)", to_list, "Return the data in the buffer as a list of elements."),
    FnDef::new(
        "hex",
        "(self, sep=None, bytes_per_sep=1)",
        hex,
        "Return the data in the buffer as a str of hexadecimal numbers.",
    ),
    FnDef::new("release", "(self, /)", release, "Release the underlying buffer exposed by the memoryview object."),
    FnDef::new("cast", "(self, format, shape=None)", cast, "Cast a memoryview to a new format or shape."),
    FnDef::new("toreadonly", "(self, /)", to_readonly, "Return a readonly version of the memoryview."),
    FnDef::new("count", "(self, value, /)", count, "Count the number of occurrences of a value."),
    FnDef::new(
        "index",
        "(self, value, start=0, stop=9223372036854775807, /)",
        index,
        "Return the index of the first occurrence of a value.\n\nRaises ValueError if the value is not present.",
    ),
    FnDef::new("__enter__", "(self, /)", enter, ""),
    FnDef::new("__exit__", "(self, *args)", exit, "Release the underlying buffer exposed by the memoryview object."),
];

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::get(
        "obj",
        |vm, o| Ok(checked(vm, o)?.of.clone().unwrap_or(Owned::NONE)),
        "The underlying object of the memoryview.",
    ),
    GetSetDef::get(
        "nbytes",
        |vm, o| checked(vm, o).map(|m| Owned::usize(m.len * m.format.size())),
        "The amount of space in bytes that the array would use in\n a contiguous representation.",
    ),
    GetSetDef::get(
        "readonly",
        |vm, o| checked(vm, o).map(|m| Owned::bool(m.readonly)),
        "A bool indicating whether the memory is read only.",
    ),
    GetSetDef::get(
        "itemsize",
        |vm, o| checked(vm, o).map(|m| Owned::usize(m.format.size())),
        "The size in bytes of each element of the memoryview.",
    ),
    GetSetDef::get(
        "format",
        |vm, o| checked(vm, o).map(|m| Owned::string(m.format.letter().to_string())),
        "A string containing the format (in struct module style)\n for each element in the view.",
    ),
    GetSetDef::get(
        "ndim",
        |vm, o| checked(vm, o).map(|_| Owned::int(1)),
        "An integer indicating how many dimensions of a multi-dimensional\n array the memory represents.",
    ),
    GetSetDef::get(
        "shape",
        |vm, o| {
            let n = checked(vm, o)?.len;
            Ok(vm.tuple(vec![Owned::usize(n)]))
        },
        "A tuple of ndim integers giving the shape of the memory\n as an N-dimensional array.",
    ),
    GetSetDef::get(
        "strides",
        |vm, o| {
            let n = checked(vm, o)?.stride as i64;
            Ok(vm.tuple(vec![Owned::int(n)]))
        },
        "A tuple of ndim integers giving the size in bytes to access\n each element for each dimension of the array.",
    ),
    GetSetDef::get(
        "suboffsets",
        |vm, o| {
            checked(vm, o)?;
            Ok(vm.tuple(vec![]))
        },
        "A tuple of integers used internally for PIL-style arrays.",
    ),
    GetSetDef::get(
        "c_contiguous",
        |vm, o| checked(vm, o).map(|m| Owned::bool(m.is_contiguous())),
        "A bool indicating whether the memory is C contiguous.",
    ),
    GetSetDef::get(
        "f_contiguous",
        |vm, o| checked(vm, o).map(|m| Owned::bool(m.is_contiguous())),
        "A bool indicating whether the memory is Fortran contiguous.",
    ),
    GetSetDef::get(
        "contiguous",
        |vm, o| checked(vm, o).map(|m| Owned::bool(m.is_contiguous())),
        "A bool indicating whether the memory is contiguous.",
    ),
];

fn to_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    checked(vm, a.get(0))?;
    let data = contents(vm, a.get(0)).unwrap_or_default().into_owned();
    Ok(bytes::from_vec(data))
}

fn to_list(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let format = checked(vm, a.get(0))?.format;
    let data = contents(vm, a.get(0)).unwrap_or_default();
    let items = data.chunks(format.size()).map(|item| format.read(item)).collect();
    Ok(vm.list(items))
}

fn hex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    checked(vm, a.get(0))?;
    let data = contents(vm, a.get(0)).unwrap_or_default().into_owned();
    bytes::hex_text(vm, &data, a)
}

fn release(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(m) = a.get(0).get_mut::<MemoryView>(vm) {
        m.token = None;
        let gone = m.of.take();
        drop(gone);
    }
    Ok(Owned::NONE)
}

fn enter(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    checked(vm, a.get(0))?;
    Ok(a.get(0).own())
}

fn exit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    release(vm, a)
}

fn to_readonly(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let m = checked(vm, a.get(0))?;
    let same = MemoryView { of: m.of.clone(), token: m.token.clone(), readonly: true, ..*m };
    Ok(new(same))
}

fn cast(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    checked(vm, a.get(0))?;
    let Some(text) = a.get(1).get::<Str>(vm).map(|s| s.lossy().into_owned()) else {
        return Err(vm.type_error("format argument must be a string"));
    };
    let Some(format) = Format::parse(&text) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    if a.some(2).is_some() {
        return Err(vm.not_implemented_error("memoryview: only one dimension is supported"));
    }
    let m = checked(vm, a.get(0))?;
    let (bytes, contiguous, from) = (m.len * m.format.size(), m.is_contiguous(), m.format);
    if !contiguous {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if !from.is_byte() && !format.is_byte() {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    if bytes % format.size() != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let m = checked(vm, a.get(0))?;
    let (len, stride) = (bytes / format.size(), format.size() as isize);
    let made = MemoryView { of: m.of.clone(), token: m.token.clone(), len, stride, format, ..*m };
    Ok(new(made))
}

fn count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let items = vm.collect(a.get(0))?;
    let mut n = 0;
    for x in &items {
        n += usize::from(vm.equal(x.lend(), a.get(1))?);
    }
    Ok(Owned::usize(n))
}

fn index(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let items = vm.collect(a.get(0))?;
    let bounds = bytes::bounds_of(vm, a.opt(2), a.opt(3), items.len())?;
    for i in bounds.range().unwrap_or(0..0) {
        if vm.equal(items[i].lend(), a.get(1))? {
            return Ok(Owned::usize(i));
        }
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}
