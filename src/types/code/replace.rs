//! `code.replace()`: another code object with some fields changed.

use super::data;
use crate::object::{Args, CodeBody, Owned, PyResult, Ref, Str, Vm, new};
use taipan_bytecode::{Code, CodeFlags};

pub(super) fn replace(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(code) = data(vm, a.get(0)) else { return Ok(Owned::NONE) };
    let mut code: Code = (*code).clone();
    let mut consts = None;
    for (key, value) in a.extra {
        let key = vm.lossy(*key);
        match key.as_str() {
            "co_name" => code.name = text(vm, &key, *value)?.into(),
            "co_qualname" => code.qualname = text(vm, &key, *value)?.into(),
            "co_filename" => code.filename = text(vm, &key, *value)?.into(),
            "co_firstlineno" => code.firstlineno = number(vm, *value)?,
            "co_flags" => code.flags = CodeFlags(number(vm, *value)?),
            "co_stacksize" => code.stacksize = number(vm, *value)?,
            "co_consts" => {
                let Some(all) = value.as_tuple(vm).map(<[Owned]>::to_vec) else {
                    let got = value.ty().message_name();
                    return Err(vm.type_error(format!("replace() argument 'co_consts' must be tuple, not {got}")));
                };
                consts = Some(all);
            }
            _ => {
                return Err(vm.type_error(format!("replace() got an unexpected keyword argument '{key}'")));
            }
        }
    }
    let threshold = vm.loop_threshold;
    match a.get(0).get::<CodeBody>(vm).map(|b| b.with_data(code, consts, threshold)) {
        Some(body) => Ok(new(body)),
        None => Ok(Owned::NONE),
    }
}

fn text(vm: &mut Vm, name: &str, value: Ref<'_>) -> PyResult<String> {
    if value.is_a::<Str>() {
        return Ok(vm.lossy(value));
    }
    let got = value.ty().argument_name();
    Err(vm.type_error(format!("replace() argument '{name}' must be str, not {got}")))
}

fn number(vm: &mut Vm, value: Ref<'_>) -> PyResult<u32> {
    let n = vm.index_i64(value)?;
    match u32::try_from(n) {
        Ok(n) => Ok(n),
        Err(_) => Err(vm.value_error("code: a field is out of range")),
    }
}
