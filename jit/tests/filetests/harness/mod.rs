//! Finds the files, runs each, compares or blesses.

pub mod commands;
pub mod drive;
pub mod execute;
pub mod optimise;
mod setup;

use std::fs;
use std::path::{Path, PathBuf};

/// What separates the input from the expected output.
const SEPARATOR: &str = "; ---";

/// A test file.
pub struct Case {
    /// Directives: the words of the comments at the top, line by line, without the first, which is the command.
    pub directives: Vec<String>,
    /// The whole input.
    pub input: String,
}

/// Runs all files under `root` whose path contains `TAIPAN_FILETEST`, if that is set; gives a report per failure.
pub fn run_all(root: &Path) -> Vec<String> {
    let filter = std::env::var("TAIPAN_FILETEST").unwrap_or_default();
    let bless = std::env::var_os("TAIPAN_BLESS").is_some();
    let mut files = Vec::new();
    find(root, &mut files);
    files.sort();
    let wanted = files.into_iter().filter(|f| f.to_string_lossy().contains(&filter));
    wanted.filter_map(|f| run_file(&f, bless).err().map(|e| format!("{}:\n{e}", f.display()))).collect()
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, files);
        } else if path.extension().is_some_and(|e| e == "ir") {
            files.push(path);
        }
    }
}

fn run_file(path: &Path, bless: bool) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|e| e.to_string())?;
    let (input, expected) = match text.split_once(SEPARATOR) {
        Some((input, expected)) => (input, expected.trim_start_matches('\n')),
        None => (text.as_str(), ""),
    };
    let header = input.lines().map_while(|l| l.strip_prefix(';')).map(|l| l.trim().to_owned());
    let (tests, directives): (Vec<_>, Vec<_>) = header.partition(|l| l.starts_with("test "));
    let [command] = &tests[..] else { return Err("the file needs one line `; test <command>`".to_owned()) };
    let case = Case { directives, input: input.to_owned() };
    let run = || commands::run(command.trim_start_matches("test ").trim(), &case);
    let mut found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).map_err(|p| {
        let message = p.downcast_ref::<String>().cloned().or(p.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        format!("panicked: {}", message.unwrap_or_default())
    })??;
    if !found.ends_with('\n') {
        found.push('\n');
    }
    if found == expected {
        return Ok(());
    }
    if bless {
        let text = format!("{}{SEPARATOR}\n{found}", input);
        return fs::write(path, text).map_err(|e| e.to_string());
    }
    Err(difference(expected, &found))
}

/// Both texts, with the lines that differ marked.
fn difference(expected: &str, found: &str) -> String {
    let (e, f): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let mut out = String::new();
    for i in 0..e.len().max(f.len()) {
        match (e.get(i), f.get(i)) {
            (Some(a), Some(b)) if a == b => out += &format!("    {a}\n"),
            (a, b) => {
                out += &a.map_or(String::new(), |a| format!("  - {a}\n"));
                out += &b.map_or(String::new(), |b| format!("  + {b}\n"));
            }
        }
    }
    out
}
