//! What CPython's `site` adds for people at a prompt: `exit`, `quit`, `copyright`, `credits`, `license`, `help`.
//!
//! They are instances of small classes whose `repr` says how to use them, made with `type()` from native functions.

use crate::object::{Args, Exc, FnDef, Kind, MethodDescr, Owned, PyResult, Ref, Vm, new};

const COPYRIGHT: &str = "Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.";
const CREDITS: &str = "Thanks to all who made Python, and to the authors of Cranelift, ruff and the other libraries that Taipan stands on.";
const LICENSE: &str =
    "Taipan is licensed under MIT OR Apache-2.0; see https://docs.python.org/3.14/license.html for Python's own.";
const HELP: &str = "Type help() for interactive help, or help(object) for help about object.";

static REPR: FnDef = FnDef::new("__repr__", "(self, /)", repr, "");
static QUIT: FnDef = FnDef::new("__call__", "(self, code=None)", quit, "");
static SHOW: FnDef = FnDef::new("__call__", "(self)", show, "");
static HELP_CALL: FnDef = FnDef::new("__call__", "(self, *args)", help, "");

/// Enters the objects.
pub(super) fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    let kinds: [(&str, &'static FnDef, &[(&str, String)]); 3] = [
        ("Quitter", &QUIT, &[("exit", leave("exit")), ("quit", leave("quit"))]),
        (
            "_Printer",
            &SHOW,
            &[("copyright", COPYRIGHT.to_owned()), ("credits", CREDITS.to_owned()), ("license", LICENSE.to_owned())],
        ),
        ("_Helper", &HELP_CALL, &[("help", HELP.to_owned())]),
    ];
    for (class, call, objects) in kinds {
        let class = make_class(vm, class, call)?;
        for (name, text) in objects {
            let o = vm.call(class.lend(), &[])?;
            vm.set_own_attr(o.lend(), "name", Owned::str(name));
            vm.set_own_attr(o.lend(), "text", Owned::str(text));
            vm.dict_set_name(dict, name, o);
        }
    }
    Ok(())
}

fn leave(name: &str) -> String {
    format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")
}

fn make_class(vm: &mut Vm, name: &str, call: &'static FnDef) -> PyResult {
    let (name, bases, namespace) = (Owned::str(name), vm.tuple(vec![]), vm.dict());
    vm.dict_set_name(namespace.lend(), "__module__", Owned::str("_sitebuiltins"));
    let class = vm.call(Kind::Type.ty(), &[name.lend(), bases.lend(), namespace.lend()])?;
    for def in [&REPR, call] {
        let f = new(MethodDescr { def, owner: class.clone() });
        let name = vm.intern(def.name);
        vm.set_attr(class.lend(), name.lend(), Some(f.lend()))?;
    }
    Ok(class)
}

fn text_of(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    vm.get_attr_str(o, "text")
}

fn repr(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    text_of(vm, a.get(0))
}

fn quit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let code = a.opt(1).unwrap_or(Ref::NONE).own();
    let e = vm.exception(Exc::SystemExit, vec![code.clone()]);
    vm.set_own_attr(e.lend(), "code", code);
    Err(vm.raise_object(e))
}

fn show(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let text = text_of(vm, a.get(0))?;
    super::output::print_line(vm, text.lend())?;
    Ok(Owned::NONE)
}

fn help(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(&o) = a.rest.first() else {
        let text = text_of(vm, a.get(0))?;
        super::output::print_line(vm, text.lend())?;
        return Ok(Owned::NONE);
    };
    let doc = vm.names.doc;
    let text = match vm.get_attr_opt(o, doc)? {
        Some(d) if !d.value().is_none() => d,
        _ => vm.repr(o)?,
    };
    super::output::print_line(vm, text.lend())?;
    Ok(Owned::NONE)
}
