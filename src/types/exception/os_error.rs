//! `OSError`: two to five arguments are error number, text and file names, and the number chooses the subclass.

use super::base::{new as base_new, str as base_str};
use super::fields::{args_of, field_or_none, set_args};
use super::import::present;
use crate::object::{
    Args, CallArgs, Exc, Exception, FnDef, Owned, PyResult, Ref, TypeDef, TypeObj, Vm, exception_type, new_of,
};

pub(super) fn def() -> TypeDef {
    TypeDef::exception(Exc::OSError, &["errno", "strerror", "filename", "filename2"])
        .slots(|s| {
            s.new = Some(new);
            s.init = Some(init);
            s.str = Some(str);
        })
        .methods(METHODS)
}

pub(super) fn blocking() -> TypeDef {
    TypeDef::exception(Exc::BlockingIOError, &["characters_written"])
}

/// The class of an error number.
pub(super) fn class_of(errno: i64) -> Exc {
    match i32::try_from(errno).unwrap_or(0) {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => Exc::BlockingIOError,
        libc::EPIPE | libc::ESHUTDOWN => Exc::BrokenPipeError,
        libc::ECHILD => Exc::ChildProcessError,
        libc::ECONNABORTED => Exc::ConnectionAbortedError,
        libc::ECONNREFUSED => Exc::ConnectionRefusedError,
        libc::ECONNRESET => Exc::ConnectionResetError,
        libc::EEXIST => Exc::FileExistsError,
        libc::ENOENT => Exc::FileNotFoundError,
        libc::EISDIR => Exc::IsADirectoryError,
        libc::ENOTDIR => Exc::NotADirectoryError,
        libc::EINTR => Exc::InterruptedError,
        libc::EACCES | libc::EPERM => Exc::PermissionError,
        libc::ESRCH => Exc::ProcessLookupError,
        libc::ETIMEDOUT => Exc::TimeoutError,
        _ => Exc::OSError,
    }
}

/// A class with an `__init__` of its own, but not a `__new__`, reads its arguments there.
fn init_reads(ty: &TypeObj) -> bool {
    let root = exception_type(Exc::OSError).slots();
    let own_init = match (ty.slots().init, root.init) {
        (Some(f), Some(g)) => !std::ptr::fn_addr_eq(f, g),
        _ => false,
    };
    let own_new = match (ty.slots().new, root.new) {
        (Some(f), Some(g)) => !std::ptr::fn_addr_eq(f, g),
        _ => false,
    };
    own_init && !own_new
}

fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let mut ty = cls.expect_type();
    if init_reads(ty) {
        let empty = vm.tuple(vec![]);
        return Ok(new_of(ty, Exception::with_args(empty)));
    }
    if !args.kwnames.is_empty() {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", ty.name())));
    }
    let pos = args.pos();
    if std::ptr::eq(ty, exception_type(Exc::OSError))
        && (2..=5).contains(&pos.len())
        && let Some(errno) = pos[0].as_i64(vm)
    {
        ty = exception_type(class_of(errno));
    }
    let e = base_new(vm, ty.as_ref(), args)?;
    fill(vm, e.lend(), pos);
    Ok(e)
}

fn init(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    if !init_reads(e.ty()) {
        return Ok(());
    }
    if !args.kwnames.is_empty() {
        let name = e.ty().message_name();
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    set_args(vm, e, args.pos().iter().map(|a| a.own()).collect());
    fill(vm, e, args.pos());
    Ok(())
}

/// Sets the fields; with a file name, `args` keeps number and text only.
fn fill(vm: &mut Vm, e: Ref<'_>, pos: &[Ref<'_>]) {
    if !(2..=5).contains(&pos.len()) {
        return;
    }
    vm.set_own_attr(e, "errno", pos[0].own());
    vm.set_own_attr(e, "strerror", pos[1].own());
    let Some(&file) = pos.get(2) else { return };
    if e.is_instance(exception_type(Exc::BlockingIOError)) && file.as_i64(vm).is_some() {
        vm.set_own_attr(e, "characters_written", file.own());
        return;
    }
    if file.is_none() {
        return;
    }
    vm.set_own_attr(e, "filename", file.own());
    if let Some(second) = pos.get(4).filter(|f| !f.is_none()) {
        vm.set_own_attr(e, "filename2", second.own());
    }
    set_args(vm, e, pos[..2].iter().map(|a| a.own()).collect());
}

fn str(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let [errno, strerror, file, file2] =
        ["errno", "strerror", "filename", "filename2"].map(|n| field_or_none(vm, e, n));
    if present(Some(file.clone())).is_some() {
        let (n, s, f) = (vm.str_string(errno.lend())?, vm.str_string(strerror.lend())?, vm.repr_string(file.lend())?);
        if file2.lend().is_none() {
            return Ok(Owned::string(format!("[Errno {n}] {s}: {f}")));
        }
        let g = vm.repr_string(file2.lend())?;
        return Ok(Owned::string(format!("[Errno {n}] {s}: {f} -> {g}")));
    }
    if !errno.lend().is_none() && !strerror.lend().is_none() {
        let (n, s) = (vm.str_string(errno.lend())?, vm.str_string(strerror.lend())?);
        return Ok(Owned::string(format!("[Errno {n}] {s}")));
    }
    base_str(vm, e)
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", reduce, "")];

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let e = a.get(0);
    let mut args = args_of(vm, e);
    if args.len() == 2
        && let Some(file) = present(super::field(vm, e, "filename"))
    {
        args.push(file);
        if let Some(second) = present(super::field(vm, e, "filename2")) {
            args.extend([Owned::NONE, second]);
        }
    }
    let args = vm.tuple(args);
    let mut parts = vec![e.ty().as_ref().own(), args];
    let state = vm.attrs_snapshot(e);
    if state.lend().as_dict(vm).is_some_and(|d| !d.is_empty()) {
        parts.push(state);
    }
    Ok(vm.tuple(parts))
}
