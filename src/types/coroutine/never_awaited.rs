//! The warning about a coroutine that nobody awaited.

use crate::object::{CodeBody, FrameBody, Owned, Ref, Vm, line_of};
use crate::types::exception::report::source_line;

/// Says on stderr that a coroutine was never awaited, as CPython's warnings do by default. The place is the line that runs
/// when the coroutine dies.
pub(super) fn warn(vm: &mut Vm, coroutine: Ref<'_>) {
    let name = vm.suspended(coroutine).map(|s| vm.lossy(s.qualname.lend())).unwrap_or_default();
    let message = format!("RuntimeWarning: coroutine '{name}' was never awaited\n");
    let text = match place(vm) {
        Some((file, line)) => {
            let shown = source_line(vm, &file, line);
            let shown = if shown.is_empty() { String::new() } else { format!("  {}\n", shown.trim()) };
            format!(
                "{file}:{line}: {message}{shown}RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n"
            )
        }
        None => format!("<sys>:0: {message}"),
    };
    let (sys, name) = (vm.globals.sys.clone(), vm.names.stderr);
    let Some(err) = vm.dict_get_str(sys.lend(), name).filter(|o| !o.value().is_none()) else { return };
    let text = Owned::string(text);
    if vm.call_method(err.lend(), "write", &[text.lend()]).is_err() {
        vm.clear_raised();
    }
}

/// File and line of the running frame.
fn place(vm: &mut Vm) -> Option<(String, i32)> {
    let frame = vm.frame_object(0)?;
    let index = vm.frame_index(frame.lend());
    let code = frame.lend().get::<FrameBody>(vm)?.code.clone();
    let body = code.lend().get::<CodeBody>(vm)?;
    Some((body.code.filename.to_string(), line_of(body, index).unwrap_or(0)))
}
