//! `str(…)`.

use super::build;
use crate::object::{Args, CallArgs, Kind, LazySignature, PyResult, Ref, Str, Vm, bind, new_of};
use crate::types::bytes::{buffer, codec};

static SIGNATURE: LazySignature = LazySignature::new("(object='', encoding='utf-8', errors='strict')");

/// `str.__new__(cls, object, encoding, errors)`.
pub(super) fn create(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let exact = cls.expect_type().is_exactly(Kind::Str);
    if let ([o], true, true) = (args.all, args.kwnames.is_empty(), exact) {
        return vm.to_str(*o);
    }
    let text = bind(vm, "str", &SIGNATURE, args, text)?;
    if exact {
        return Ok(text);
    }
    let bytes = build::body(vm, text.lend()).bytes().to_vec();
    Ok(new_of(cls.expect_type(), Str::from_wtf8(bytes)))
}

fn text(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(o) = a.opt(0) else { return Ok(vm.globals.empty_str.clone()) };
    if a.opt(1).is_none() && a.opt(2).is_none() {
        return vm.to_str(o);
    }
    let how = codec::Request::of_args(vm, "str", a, 1)?;
    if o.is_a::<Str>() {
        return Err(vm.type_error("decoding str is not supported"));
    }
    match buffer::copy(vm, o) {
        Some(data) => codec::decode(vm, &data, &how),
        None => {
            let name = o.ty().message_name();
            Err(vm.type_error(format!("decoding to str: need a bytes-like object, {name} found")))
        }
    }
}
