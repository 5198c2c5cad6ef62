//! A case: a script, how to run it, and what must come out.
//!
//! `tests/lang/<topic>/<name>.py` is a case; a file whose name starts with `_` and everything in deeper folders is
//! material for the cases beside it. The script opens with `# key: value` lines where it needs any:
//!
//! ```text
//! # exit: 1                  exit status (0 when absent)
//! # stderr-last: text        the last line of stderr; without it and without a .err file stderr must be empty
//! # args: a b                command-line arguments, split at blanks
//! # stdin: text              one line for the script's stdin
//! # env: NAME=value          one variable (repeatable)
//! # oracle: 3.14             the least CPython version that prints the same (3.13 when absent); `none` with a
//!                            reason after a blank where Taipan differs on purpose
//! ```
//!
//! `<name>.out` holds stdout, `<name>.err`, where there is one, the whole of stderr. In both, the topic's folder is cut
//! from paths, so that tracebacks do not depend on where the repository lies.

use std::fs;
use std::path::{Path, PathBuf};

/// One script with its expectations.
#[derive(Clone, Default)]
pub struct Case {
    /// `topic/name`, as reports and filters use it.
    pub name: String,
    /// The script.
    pub script: PathBuf,
    /// The file of the expected stdout.
    pub out_file: PathBuf,
    /// True when that file holds more than this case, and is never written by `--bless`.
    pub pinned: bool,
    /// Expected stdout; `None` when the file does not exist.
    pub stdout: Option<String>,
    /// The whole stderr, when a `.err` file says so.
    pub stderr: Option<String>,
    /// The last line of stderr, when the header says so.
    pub stderr_last: Option<String>,
    /// Expected exit status.
    pub exit: i32,
    /// Arguments of the script.
    pub arguments: Vec<String>,
    /// Text for stdin.
    pub stdin: String,
    /// Extra environment.
    pub environment: Vec<(String, String)>,
    /// Who may be asked for the answer.
    pub oracle: Oracle,
}

/// Which CPython gives the expected output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Oracle {
    /// This version (3.minor) and later ones.
    From(u32),
    /// None: the expectation was written by hand, for a reason that the case names.
    None,
}

impl Default for Oracle {
    fn default() -> Self {
        Self::From(13)
    }
}

/// All cases below `lang`, sorted by name.
pub fn find(lang: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for topic in entries(lang)? {
        if !topic.is_dir() {
            continue;
        }
        for script in entries(&topic)? {
            let file = file_name(&script);
            if file.ends_with(".py") && !file.starts_with('_') {
                cases.push(read(&topic, script)?);
            }
        }
    }
    Ok(cases)
}

fn read(topic: &Path, script: PathBuf) -> Result<Case, String> {
    let source = fs::read_to_string(&script).map_err(|error| format!("{}: {error}", script.display()))?;
    let mut case = Case {
        name: format!("{}/{}", file_name(topic), file_name(&script.with_extension(""))),
        out_file: script.with_extension("out"),
        stdout: fs::read_to_string(script.with_extension("out")).ok(),
        stderr: fs::read_to_string(script.with_extension("err")).ok(),
        ..Case::default()
    };
    case.read_header(&source).map_err(|error| format!("{}: {error}", script.display()))?;
    case.script = script;
    Ok(case)
}

impl Case {
    fn read_header(&mut self, source: &str) -> Result<(), String> {
        for line in source.lines().take_while(|line| line.starts_with('#')) {
            let Some((key, value)) = line.trim_start_matches(['#', ' ']).split_once(": ") else {
                continue;
            };
            match key {
                "exit" => self.exit = value.trim().parse().map_err(|_| format!("bad exit status {value}"))?,
                "stderr-last" => self.stderr_last = Some(value.to_owned()),
                "args" => self.arguments = value.split_whitespace().map(str::to_owned).collect(),
                "stdin" => self.stdin = format!("{value}\n"),
                "env" => {
                    let (name, value) = value.split_once('=').ok_or_else(|| format!("bad env {value}"))?;
                    self.environment.push((name.to_owned(), value.to_owned()));
                }
                "oracle" => self.oracle = oracle(value)?,
                _ => {}
            }
        }
        Ok(())
    }
}

fn oracle(value: &str) -> Result<Oracle, String> {
    match value.split_once(' ') {
        Some(("none", _reason)) => Ok(Oracle::None),
        None if value == "none" => Err("`oracle: none` needs a reason".to_owned()),
        _ => {
            let minor = value.split(' ').next().and_then(|version| version.strip_prefix("3."));
            let minor = minor.and_then(|minor| minor.parse().ok());
            minor.map(Oracle::From).ok_or_else(|| format!("bad oracle {value}"))
        }
    }
}

/// The entries of a folder, sorted.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let listing = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = listing.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

/// The last component of a path, for names.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
