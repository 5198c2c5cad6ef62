//! Places of the program, for the log: file, line, function, source lines, bytecode.

#![allow(unsafe_code, reason = "reads code objects that the tracer keeps alive")]

use crate::object::CodeObj;
use taipan_jit::ir::Trace;

/// A place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub file: String,
    pub line: u32,
    pub function: String,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} in {}", self.file, self.line, self.function)
    }
}

/// The place of a unit of a code object.
pub(super) fn of(code: u64, unit: u32) -> Place {
    // SAFETY: callers pass code objects that traces keep alive.
    let body = unsafe { &(*(code as *const CodeObj)).body };
    Place {
        file: shown(&body.code.filename),
        line: body.code.positions.get(unit as usize).map_or(0, |p| p.line.max(0) as u32),
        function: body.code.qualname.to_string(),
    }
}

/// A file's path, from the working directory where it lies below it.
fn shown(path: &str) -> String {
    let here = std::env::current_dir().ok();
    let relative =
        here.and_then(|here| std::path::Path::new(path).strip_prefix(here).ok().map(|p| p.display().to_string()));
    relative.unwrap_or_else(|| path.to_owned())
}

/// The source lines that a trace covers, in the order in which it meets them, each once.
pub(super) fn source_lines(trace: &Trace) -> String {
    let mut seen: Vec<(String, u32)> = Vec::new();
    for p in trace.places.iter().filter(|p| p.code != 0) {
        let place = of(p.code, p.pc);
        let key = (place.file, place.line);
        if !seen.contains(&key) {
            seen.push(key);
        }
    }
    let mut text = String::new();
    for (file, line) in seen {
        let source = std::fs::read_to_string(&file).ok();
        let source =
            source.as_deref().and_then(|s| s.lines().nth((line as usize).saturating_sub(1))).unwrap_or_default();
        text.push_str(&format!("{line:5}  {source}\n"));
    }
    text
}

/// The instructions that a trace covers, in order.
pub(super) fn bytecode(trace: &Trace) -> String {
    let mut text = String::new();
    for p in trace.places.iter().filter(|p| p.code != 0) {
        // SAFETY: as for `of`.
        let body = unsafe { &(*(p.code as *const CodeObj)).body };
        if let Some(i) = body.code.code.get(p.pc as usize) {
            text.push_str(&format!(
                "{:indent$}{:4} {} {}\n",
                "",
                p.pc,
                i.op().name(),
                i.arg(),
                indent = 2 * p.depth as usize
            ));
        }
    }
    text
}
