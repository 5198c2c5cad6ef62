//! `input` and `breakpoint`.

use super::output::without_end;
use crate::modules::io::text::{self, TextFile};
use crate::object::{Args, CallArgs, Owned, PyResult, Ref, Str, Vm};

/// A stream of `sys`, which must be there.
fn stream(vm: &mut Vm, name: Ref<'_>) -> PyResult {
    let sys = vm.globals.sys.clone();
    match vm.dict_get_str(sys.lend(), name).filter(|o| !o.value().is_none()) {
        Some(o) => Ok(o),
        None => {
            let name = vm.lossy(name);
            Err(vm.runtime_error(format!("input(): lost sys.{name}")))
        }
    }
}

pub(super) fn input(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (stdin, stdout, stderr) = (vm.names.stdin, vm.names.stdout, vm.names.stderr);
    let (stdin, stdout, stderr) = (stream(vm, stdin)?, stream(vm, stdout)?, stream(vm, stderr)?);
    if vm.call_method(stderr.lend(), "flush", &[]).is_err() {
        vm.clear_raised();
    }
    if let Some(prompt) = a.opt(0) {
        let text = vm.to_str(prompt)?;
        vm.call_method(stdout.lend(), "write", &[text.lend()])?;
    }
    if vm.call_method(stdout.lend(), "flush", &[]).is_err() {
        vm.clear_raised();
    }
    let line = if stdin.lend().ty().is_exactly(crate::object::Kind::TextFile) && stdin.lend().is_a::<TextFile>() {
        text::next(vm, stdin.lend())?
    } else {
        let name = vm.names.readline;
        let f = vm.get_attr(stdin.lend(), name)?;
        Some(vm.call(f.lend(), &[])?)
    };
    match line {
        Some(l) if !l.lend().is_a::<Str>() => Err(vm.type_error("object.readline() returned non-string")),
        Some(l) if l.lend().get::<Str>(vm).is_some_and(|s| !s.is_empty()) => Ok(without_end(vm, l.lend())),
        _ => Err(vm.eof_error("EOF when reading a line")),
    }
}

pub(super) fn breakpoint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (sys, name) = (vm.globals.sys.clone(), vm.intern("breakpointhook"));
    let Some(hook) = vm.dict_get_str(sys.lend(), name.lend()) else {
        return Err(vm.runtime_error("lost sys.breakpointhook"));
    };
    let (names, values): (Vec<_>, Vec<_>) = a.extra.iter().copied().unzip();
    let all: Vec<Ref<'_>> = a.rest.iter().copied().chain(values).collect();
    vm.call_args(hook.lend(), &CallArgs { all: &all, kwnames: &names })
}

/// `sys.breakpointhook`: there is no debugger.
pub(in crate::modules) fn breakpoint_hook(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Err::<Owned, _>(vm.not_implemented_error("breakpoint(): Taipan has no debugger"))
}
