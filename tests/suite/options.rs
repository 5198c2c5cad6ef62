//! The command line and the environment of the suite. Flags of libtest that `cargo test` users type out of habit
//! are accepted where they mean something here.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Everything that the caller can choose.
pub struct Options {
    /// Root of the workspace.
    pub root: PathBuf,
    /// The interpreter under test: the built `taipan`, or a CPython with `--python`.
    pub interpreter: PathBuf,
    /// True when the interpreter is a CPython that serves as the oracle: one mode, no Taipan options.
    pub oracle: bool,
    /// Write the oracle's answers to the `.out` and `.err` files.
    pub bless: bool,
    /// Only print the names of the cases.
    pub list: bool,
    /// Print one line per failing case, expected or not, in the form of the list of expected failures.
    pub failures: bool,
    /// Filters compare whole names rather than substrings.
    pub exact: bool,
    /// Substrings of case names to run; empty for all.
    pub filters: Vec<String>,
    /// Substrings of case names to leave out.
    pub skips: Vec<String>,
    /// Names of modes to run; empty for the standard ones.
    pub modes: Vec<String>,
    /// Names of stress modes to run on top.
    pub stress: Vec<String>,
    /// Cases at work at the same time.
    pub threads: usize,
    /// Time that one run may take.
    pub timeout: Duration,
}

const USAGE: &str = "usage: suite [FILTER…] [--exact] [--skip TEXT] [--mode NAME] [--list] [--failures]
             [--test-threads N] [--timeout SECONDS] [--python PATH [--bless]]
environment: TAIPAN (binary under test), TAIPAN_STRESS (comma-separated stress modes, or `all`)";

impl Options {
    /// Reads `std::env`; an error is a message for the user.
    pub fn from_env() -> Result<Self, String> {
        let mut options = Self {
            root: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            interpreter: env::var_os("TAIPAN").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_taipan")), Into::into),
            oracle: false,
            bless: false,
            list: false,
            failures: false,
            exact: false,
            filters: Vec::new(),
            skips: Vec::new(),
            modes: Vec::new(),
            stress: split_list(&env::var("TAIPAN_STRESS").unwrap_or_default()),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            timeout: Duration::from_secs(60),
        };
        options.read_arguments(env::args().skip(1))?;
        if options.bless && !options.oracle {
            return Err(format!("--bless needs --python: only CPython is the oracle\n{USAGE}"));
        }
        Ok(options)
    }

    fn read_arguments(&mut self, mut args: impl Iterator<Item = String>) -> Result<(), String> {
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value\n{USAGE}"));
            match arg.as_str() {
                "--exact" => self.exact = true,
                "--list" => self.list = true,
                "--failures" => self.failures = true,
                "--bless" => self.bless = true,
                "--nocapture" | "--no-capture" | "--show-output" | "-q" | "--quiet" => {}
                "--skip" => self.skips.push(value()?),
                "--mode" => self.modes.extend(split_list(&value()?)),
                "--test-threads" => self.threads = number(&value()?)?.max(1),
                "--timeout" => self.timeout = Duration::from_secs(number(&value()?)? as u64),
                "--python" => {
                    self.interpreter = value()?.into();
                    self.oracle = true;
                }
                "--format" | "--color" => drop(value()?),
                flag if flag.starts_with('-') => return Err(format!("unknown option {flag}\n{USAGE}")),
                filter => self.filters.push(filter.to_owned()),
            }
        }
        Ok(())
    }

    /// The folder of all test material.
    pub fn tests_dir(&self) -> PathBuf {
        Path::new(&self.root).join("tests")
    }

    /// True when no filter leaves a case out.
    pub fn is_whole(&self) -> bool {
        self.filters.is_empty() && self.skips.is_empty()
    }

    /// True when the filters let a case through.
    pub fn selects(&self, name: &str) -> bool {
        let hit = |pattern: &String| if self.exact { name == pattern } else { name.contains(pattern.as_str()) };
        (self.filters.is_empty() || self.filters.iter().any(hit)) && !self.skips.iter().any(hit)
    }
}

fn split_list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("not a number: {text}\n{USAGE}"))
}
