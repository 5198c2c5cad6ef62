//! Test over the Python standard libraries of this machine: whatever CPython accepts must compile to well-formed code.
//!
//! Libraries are asked for from the interpreters on the search path and looked for where pyenv puts them; without any, the
//! test has nothing to do. A sample of their files is compiled; all files of `TAIPAN_STDLIB=directory`, if that is set.

use std::path::{Path, PathBuf};
use std::process::Command;

use taipan_bytecode::{store, verify};

use crate::parse::scan_error;
use crate::source::Source;
use crate::{Mode, Options, compile};

/// Interpreters close enough to 3.14 that their libraries are valid 3.14.
const INTERPRETERS: [&str; 3] = ["python3.14", "python3.13", "python3.12"];

/// One file in so many is compiled, unless a library is named.
const SAMPLE: usize = 12;

fn libraries() -> Vec<PathBuf> {
    let ask = |name: &&str| {
        let output = Command::new(name).args(["-c", "import os; print(os.path.dirname(os.__file__))"]).output().ok()?;
        output.status.success().then(|| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
    };
    let mut known: Vec<PathBuf> = INTERPRETERS.iter().filter_map(ask).collect();
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    for version in std::fs::read_dir(home.join(".pyenv/versions")).into_iter().flatten().flatten() {
        known
            .extend(INTERPRETERS.iter().map(|name| version.path().join("lib").join(name)).filter(|path| path.is_dir()));
    }
    known
}

/// The files to compile.
fn chosen_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    if let Some(named) = std::env::var_os("TAIPAN_STDLIB") {
        files(Path::new(&named), &mut found);
        return found;
    }
    libraries().iter().for_each(|library| files(library, &mut found));
    found.sort_unstable();
    found.into_iter().step_by(SAMPLE).collect()
}

/// Python files below a directory that are meant to be valid.
fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let old = ["lib2to3", "test_lib2to3"].contains(&name.as_str());
        let meant_invalid = name.starts_with("bad") || name == "site-packages" || old;
        if meant_invalid {
            continue;
        }
        if path.is_dir() {
            files(&path, found);
        } else if name.ends_with(".py") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_compiles_to_well_formed_code() {
    let found = chosen_files();
    let halves = found.split_at(found.len() / 2);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let check = |half: &[PathBuf]| half.iter().filter_map(|path| fault(path)).collect::<Vec<_>>();
        let other = scope.spawn(move || check(halves.1));
        let mut faults = check(halves.0);
        faults.extend(other.join().expect("no file panics"));
        faults
    });
    assert!(faults.is_empty(), "{} of {} files:\n{}", faults.len(), found.len(), faults.join("\n"));
}

fn fault(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let name = path.to_string_lossy();
    if let Some(error) = scan_error(&Source::new(&text)) {
        return Some(format!("{name}: the scan objects: {error}"));
    }
    match compile(&text, &name, Mode::Exec, Options::default()) {
        Ok(code) => {
            let bytes = store::write(&code);
            match store::read(&bytes, None) {
                Ok(again) => (store::write(&again) != bytes).then(|| format!("{name}: stored and read, it differs")),
                // Reading verifies; say what is wrong.
                Err(_) => Some(format!("{name}: {:?}", verify(&code))),
            }
        }
        Err(error) => Some(format!("{name}:{}: {}", error.line, error.msg)),
    }
}
