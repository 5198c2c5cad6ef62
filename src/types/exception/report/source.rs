//! Source lines for tracebacks: read from files, or remembered for code that came from nowhere (`-c`, `exec`).

use crate::object::Vm;
use std::collections::HashMap;

#[derive(Default)]
struct Sources {
    files: HashMap<String, Option<Vec<String>>>,
}

/// Remembers the text of a source that is no file, by the name that its code has.
pub fn remember_source(vm: &mut Vm, name: &str, text: &str) {
    let lines = text.lines().map(str::to_owned).collect();
    vm.extension::<Sources>().files.insert(name.to_owned(), Some(lines));
}

/// A line by number from 1, without white space at its end; empty when it cannot be had.
pub fn line(vm: &mut Vm, file: &str, number: i32) -> String {
    let files = &mut vm.extension::<Sources>().files;
    if !files.contains_key(file) {
        files.insert(file.to_owned(), read(file));
    }
    let lines = files.get(file).and_then(Option::as_ref);
    let index = usize::try_from(number - 1).ok();
    let line = lines.zip(index).and_then(|(l, i)| l.get(i));
    line.map(|l| l.trim_end().to_owned()).unwrap_or_default()
}

fn read(file: &str) -> Option<Vec<String>> {
    if file.starts_with('<') && file.ends_with('>') {
        return None;
    }
    let bytes = std::fs::read(file).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Some(text.split('\n').map(|l| l.trim_end_matches('\r').to_owned()).collect())
}
