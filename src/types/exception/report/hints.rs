//! "Did you mean" behind the messages of `NameError`, `AttributeError` and `ImportError`.

use crate::object::{CodeBody, Dict, Exc, Exception, Owned, Ref, Str, Traceback, Vm, exception_type};
use crate::types::exception::{field, suggest};

/// What is appended to the message; empty when there is nothing to suggest.
pub(super) fn hint(vm: &mut Vm, e: Ref<'_>) -> String {
    let is = |exc| e.is_instance(exception_type(exc));
    if is(Exc::ImportError) {
        let Some(wrong) = text_field(vm, e, "name_from") else { return String::new() };
        let found = text_field(vm, e, "name").and_then(|module| from_module(vm, &module, &wrong));
        return found.map_or(String::new(), did_you_mean);
    }
    if !is(Exc::NameError) && !is(Exc::AttributeError) {
        return String::new();
    }
    let Some(wrong) = text_field(vm, e, "name") else { return String::new() };
    if is(Exc::AttributeError) {
        return from_object(vm, e, &wrong).map_or(String::new(), did_you_mean);
    }
    let found = from_names(vm, e, &wrong);
    let module = is_library_module(vm, &wrong);
    match (found, module) {
        (Some(f), true) => format!("{} Or did you forget to import '{wrong}'?", did_you_mean(f)),
        (Some(f), false) => did_you_mean(f),
        (None, true) => format!(". Did you forget to import '{wrong}'?"),
        (None, false) => String::new(),
    }
}

fn did_you_mean(name: String) -> String {
    format!(". Did you mean: '{name}'?")
}

fn text_field(vm: &mut Vm, e: Ref<'_>, name: &str) -> Option<String> {
    let v = field(vm, e, name)?;
    v.lend().get::<Str>(vm).map(|s| s.lossy().into_owned())
}

fn texts(vm: &Vm, all: &[Owned]) -> Vec<String> {
    all.iter().filter_map(|n| n.lend().get::<Str>(vm)).map(|s| s.lossy().into_owned()).collect()
}

/// `dir(o)` as texts, sorted.
fn dir(vm: &mut Vm, o: Ref<'_>) -> Option<Vec<String>> {
    let name = vm.names.dir;
    let r = vm.call_special(o, name, &[]).and_then(|names| match names {
        Some(n) => vm.collect(n.lend()),
        None => Ok(Vec::new()),
    });
    let Ok(names) = r else {
        vm.clear_raised();
        return None;
    };
    let mut names = texts(vm, &names);
    names.sort();
    Some(names)
}

fn visible(names: Vec<String>, hide: bool) -> Vec<String> {
    names.into_iter().filter(|n| !hide || !n.starts_with('_')).collect()
}

fn from_object(vm: &mut Vm, e: Ref<'_>, wrong: &str) -> Option<String> {
    let o = field(vm, e, "obj")?;
    let names = dir(vm, o.lend())?;
    suggest::closest(wrong, &visible(names, !wrong.starts_with('_')))
}

fn from_module(vm: &mut Vm, module: &str, wrong: &str) -> Option<String> {
    let modules = vm.sys_modules();
    let m = vm.dict_get_name(modules.lend(), module)?;
    let names = dir(vm, m.lend())?;
    suggest::closest(wrong, &visible(names, !wrong.starts_with('_')))
}

/// Names that were visible where the error was raised: variables of the function, globals, builtins.
fn from_names(vm: &mut Vm, e: Ref<'_>, wrong: &str) -> Option<String> {
    let mut entry = e.get::<Exception>(vm)?.traceback.clone()?;
    while let Some(next) = entry.lend().get::<Traceback>(vm)?.next.clone() {
        entry = next;
    }
    let body = entry.lend().get::<Traceback>(vm)?;
    let (code, globals) = (body.code.clone(), body.globals.clone());
    let mut names: Vec<String> =
        code.lend().get::<CodeBody>(vm)?.code.variables.iter().map(|v| v.name.to_string()).collect();
    let builtins = vm.builtins_dict();
    for d in [globals, builtins] {
        let keys = d.lend().get::<Dict>(vm).map(Dict::keys).unwrap_or_default();
        names.extend(texts(vm, &keys));
    }
    suggest::closest(wrong, &names)
}

fn is_library_module(vm: &mut Vm, name: &str) -> bool {
    let modules = vm.sys_modules();
    let Some(sys) = vm.dict_get_name(modules.lend(), "sys") else { return false };
    let key = vm.intern("stdlib_module_names");
    let known = vm.get_attr_opt(sys.lend(), key.lend());
    let Ok(Some(known)) = known else {
        vm.clear_raised();
        return false;
    };
    let r = vm.contains(known.lend(), Owned::str(name).lend());
    r.unwrap_or_else(|_| {
        vm.clear_raised();
        false
    })
}
