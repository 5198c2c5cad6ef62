//! The frames of a traceback: file, line, function, source. A line that repeats itself is written three times.

use super::{carets, source};
use crate::object::{CodeBody, Owned, Ref, Traceback, Vm};
use crate::types::exception::traceback::line;
use taipan_bytecode::Position;

const REPEATED: usize = 3;

/// One frame.
struct Entry {
    file: String,
    function: String,
    line: Option<i32>,
    position: Position,
}

fn collect(vm: &Vm, traceback: Ref<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at: Option<Owned> = Some(traceback.own());
    while let Some(t) = at {
        let Some(body) = t.lend().get::<Traceback>(vm) else { break };
        if let Some(code) = body.code.lend().get::<CodeBody>(vm) {
            let given = body.line.is_some();
            let position = code.code.positions.get(body.index as usize).copied().filter(|_| !given);
            entries.push(Entry {
                file: code.code.filename.to_string(),
                function: code.code.name.to_string(),
                line: line(vm, t.lend()),
                position: position.unwrap_or(Position::NONE),
            });
        }
        at = body.next.clone();
    }
    entries
}

/// All frames of a traceback as text.
pub(super) fn format(vm: &mut Vm, traceback: Ref<'_>) -> String {
    let entries = collect(vm, traceback);
    let mut out = String::new();
    let mut count = 0;
    for (i, e) in entries.iter().enumerate() {
        let same = i > 0 && {
            let p = &entries[i - 1];
            p.file == e.file && p.line == e.line && p.line.is_some() && p.function == e.function
        };
        if !same {
            repeated(&mut out, count);
            count = 0;
        }
        count += 1;
        if count <= REPEATED {
            entry(vm, &mut out, e);
        }
    }
    repeated(&mut out, count);
    out
}

fn repeated(out: &mut String, count: usize) {
    if count > REPEATED {
        let n = count - REPEATED;
        let s = if n > 1 { "s" } else { "" };
        out.push_str(&format!("  [Previous line repeated {n} more time{s}]\n"));
    }
}

fn entry(vm: &mut Vm, out: &mut String, e: &Entry) {
    let number = e.line.map_or("None".to_owned(), |l| l.to_string());
    out.push_str(&format!("  File \"{}\", line {number}, in {}\n", e.file, e.function));
    let Some(first) = e.line else { return };
    let p = e.position;
    let last = if p.line == first && p.end_line >= first { p.end_line } else { first };
    let lines: Vec<String> = (first..=last).map(|n| source::line(vm, &e.file, n)).collect();
    if lines.iter().all(|l| l.trim().is_empty()) {
        return;
    }
    if p.col < 0 || p.end_col < 0 || p.line != first {
        out.push_str(&format!("    {}\n", lines[0].trim()));
        return;
    }
    for l in carets::mark(&lines, p.col as usize, p.end_col as usize).lines() {
        out.push_str("    ");
        out.push_str(l);
        out.push('\n');
    }
}
