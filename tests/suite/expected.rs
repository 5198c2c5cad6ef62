//! The list of expected failures, `tests/lang/expected-failures.txt`: what Taipan is known not to do yet, and why.
//!
//! ```text
//! # comment
//! topic/case: reason               in every mode
//! topic/case @mode: reason         in one mode
//! topic/case @compiled: reason     in every mode with the JIT
//! topic/*: reason                  a trailing star stands for any text
//! ```
//!
//! The list cannot rot: an entry of which nothing fails any more is an error of the suite.

use std::fs;
use std::path::Path;

/// The whole list.
pub struct List {
    entries: Vec<Entry>,
}

/// One line of it.
pub struct Entry {
    /// The line as it stands in the file, for reports.
    pub text: String,
    case: String,
    mode: Option<String>,
}

impl Entry {
    /// True when no star widens it.
    pub fn names_one_case(&self) -> bool {
        !self.case.ends_with('*')
    }
}

impl List {
    /// Reads the file; a file that does not exist is an empty list.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = if path.exists() {
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?
        } else {
            String::new()
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let entries = lines.map(parse).collect::<Result<_, _>>().map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self { entries })
    }

    /// The entries that speak of this case in this mode.
    pub fn matching<'a>(&'a self, case: &'a str, mode: &'a str) -> impl Iterator<Item = usize> + 'a {
        let speaks = move |entry: &Entry| {
            let compiled = mode != "off";
            let right_mode = entry.mode.as_deref().is_none_or(|name| name == mode || name == "compiled" && compiled);
            right_mode
                && match entry.case.strip_suffix('*') {
                    Some(prefix) => case.starts_with(prefix),
                    None => entry.case == case,
                }
        };
        self.entries.iter().enumerate().filter(move |(_, entry)| speaks(entry)).map(|(index, _)| index)
    }

    /// All entries, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

fn parse(line: &str) -> Result<Entry, String> {
    let (subject, reason) = line.split_once(": ").ok_or_else(|| format!("no `: reason` in {line:?}"))?;
    if reason.trim().len() < 5 {
        return Err(format!("no reason in {line:?}"));
    }
    let (case, mode) = match subject.split_once(" @") {
        Some((case, mode)) => (case.trim(), Some(mode.trim().to_owned())),
        None => (subject.trim(), None),
    };
    Ok(Entry { text: line.to_owned(), case: case.to_owned(), mode })
}
