//! The benchmark programs as cases: correct first, fast second. Each program of `perf-suite/programs.toml` runs at its
//! `small` size against `tests/perf_outputs/<name>.out`.

use crate::case::{Case, Oracle};
use std::fs;
use std::path::Path;

/// The programs of the table as cases named `perf/<name>`; none when there is no table.
pub fn find(root: &Path) -> Result<Vec<Case>, String> {
    let suite = root.join("perf-suite");
    let table = suite.join("programs.toml");
    if !table.exists() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(&table).map_err(|error| format!("{}: {error}", table.display()))?;
    let programs = parse(&text);
    if programs.is_empty() {
        return Err(format!("{}: no program found", table.display()));
    }
    Ok(programs.into_iter().map(|program| program.into_case(root, &suite)).collect())
}

/// What the suite needs of one entry.
#[derive(Default, PartialEq, Eq, Debug)]
struct Program {
    name: String,
    file: String,
    small: Vec<String>,
}

impl Program {
    fn into_case(self, root: &Path, suite: &Path) -> Case {
        let out_file = root.join("tests/perf_outputs").join(&self.name).with_extension("out");
        Case {
            name: format!("perf/{}", self.name),
            script: suite.join(&self.file),
            stdout: fs::read_to_string(&out_file).ok(),
            out_file,
            arguments: self.small,
            oracle: Oracle::default(),
            ..Case::default()
        }
    }
}

/// Reads the few forms that the table uses: `[[program]]`, then `key = value` with strings, numbers and lists of them.
fn parse(text: &str) -> Vec<Program> {
    let mut programs: Vec<Program> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') && !line.contains('=') {
            programs.push(Program::default());
        } else if let (Some((key, value)), Some(program)) = (line.split_once('='), programs.last_mut()) {
            let value = value.trim();
            match key.trim() {
                "name" => program.name = unquoted(value),
                "file" => program.file = unquoted(value),
                "small" => program.small = list(value),
                _ => {}
            }
        }
    }
    programs
}

fn list(value: &str) -> Vec<String> {
    value.trim_matches(['[', ']']).split(',').map(unquoted).filter(|part| !part.is_empty()).collect()
}

fn unquoted(value: &str) -> String {
    value.trim().trim_matches('"').to_owned()
}
