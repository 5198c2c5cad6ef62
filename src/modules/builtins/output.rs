//! `print`.

use crate::modules::io::{string_io, text};
use crate::object::{Args, Kind, Owned, PyResult, Ref, Str, Vm};
use crate::types::str::build;

/// Where `print` writes to.
enum Target {
    /// A text file whose `write` is its own: bytes go straight into its buffer.
    File(Owned),
    /// A text in memory.
    Memory(Owned),
    /// The method `write` of anything else.
    Object(Owned),
}

impl Target {
    fn of(vm: &mut Vm, file: Owned) -> PyResult<Target> {
        let ty = file.lend().ty();
        if ty.is_exactly(Kind::TextFile) {
            return Ok(Target::File(file));
        }
        if ty.is_exactly(Kind::StringIo) {
            return Ok(Target::Memory(file));
        }
        let name = vm.names.write;
        Ok(Target::Object(vm.get_attr(file.lend(), name)?))
    }

    /// Writes a str.
    fn text(&self, vm: &mut Vm, s: Ref<'_>) -> PyResult<()> {
        match self {
            Target::File(f) if text::put(vm, f.lend(), s) => Ok(()),
            Target::File(f) => text::write(vm, f.lend(), s),
            Target::Memory(f) => string_io::append(vm, f.lend(), s),
            Target::Object(write) => vm.call(write.lend(), &[s]).map(drop),
        }
    }

    /// Writes any object.
    fn value(&self, vm: &mut Vm, v: Ref<'_>) -> PyResult<()> {
        if let Target::File(f) = self
            && text::put(vm, f.lend(), v)
        {
            return Ok(());
        }
        let s = vm.to_str(v)?;
        self.text(vm, s.lend())
    }
}

pub(super) fn print(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let file = match a.some(2) {
        Some(f) => f.own(),
        None => {
            let (sys, name) = (vm.globals.sys.clone(), vm.names.stdout);
            match vm.dict_get_str(sys.lend(), name) {
                None => return Err(vm.runtime_error("lost sys.stdout")),
                Some(f) if f.value().is_none() => return Ok(Owned::NONE),
                Some(f) => f,
            }
        }
    };
    let (sep, end) = (separator(vm, a.some(0), "sep")?, separator(vm, a.some(1), "end")?);
    let space = vm.globals.ascii[usize::from(b' ')].clone();
    let feed = vm.globals.ascii[usize::from(b'\n')].clone();
    let (sep, end) = (sep.unwrap_or(space.lend()), end.unwrap_or(feed.lend()));
    let target = Target::of(vm, file.clone())?;
    for (i, x) in a.rest.iter().enumerate() {
        if i > 0 {
            target.text(vm, sep)?;
        }
        target.value(vm, *x)?;
    }
    target.text(vm, end)?;
    if let Target::File(f) = &target {
        text::written(vm, f.lend(), end)?;
    }
    if let Some(flush) = a.opt(3)
        && vm.truth(flush)?
    {
        vm.call_method(file.lend(), "flush", &[])?;
    }
    Ok(Owned::NONE)
}

fn separator<'a>(vm: &mut Vm, o: Option<Ref<'a>>, name: &str) -> PyResult<Option<Ref<'a>>> {
    match o {
        Some(o) if !o.is_a::<Str>() => {
            let got = o.ty().message_name();
            Err(vm.type_error(format!("{name} must be None or a string, not {got}")))
        }
        o => Ok(o),
    }
}

/// Prints one str and a newline.
pub(super) fn print_line(vm: &mut Vm, text: Ref<'_>) -> PyResult<()> {
    print(vm, &Args { slots: &[], rest: &[text], extra: &[] }).map(drop)
}

/// Shows a warning of the compiler on standard error, with the line that it is about.
pub(super) fn warn(vm: &mut Vm, filename: &str, line: u32, category: &str, message: &str, source: &str) {
    let mut text = format!("{filename}:{line}: {category}: {message}\n");
    if let Some(line) = source.lines().nth((line as usize).saturating_sub(1)) {
        text.push_str(&format!("  {}\n", line.trim()));
    }
    crate::modules::sys::write_stderr(vm, &text);
}

/// The text of a line without its end.
pub(super) fn without_end(vm: &mut Vm, line: Ref<'_>) -> Owned {
    let s = build::body(vm, line);
    match s.bytes().strip_suffix(b"\n") {
        Some(text) => build::slice(vm, text, s.is_ascii()),
        None => line.own(),
    }
}
