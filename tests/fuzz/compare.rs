//! Runs a program under the oracle and under Taipan, and compares.

use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// One way to run Taipan.
#[derive(Clone)]
pub struct Mode {
    pub name: String,
    arguments: Vec<String>,
}

/// What became of a program.
pub enum Verdict {
    Same,
    /// The oracle did not finish.
    Skipped,
    Different(Mode, Difference),
}

/// In what a run differs. A smaller program must differ in the same way, or it shows another bug.
#[derive(PartialEq, Eq, Debug)]
pub enum Difference {
    /// It does not end.
    NoEnd,
    /// Its status and uncaught exception.
    End(Option<i32>, String),
    /// What it prints.
    Output,
}

/// Everything that a run shows.
#[derive(PartialEq, Eq, Debug)]
struct Shown {
    status: Option<i32>,
    stdout: String,
    /// The type of the uncaught exception.
    error: String,
}

/// Who runs programs.
pub struct Runner {
    taipan: PathBuf,
    python: Option<PathBuf>,
    script: PathBuf,
}

impl Drop for Runner {
    fn drop(&mut self) {
        let _ = self.script.parent().map(fs::remove_dir_all);
    }
}

const EAGER: &[&str] = &["--jit-threads", "0", "--jit-param", "threshold=3", "--jit-param", "bridge_threshold=2"];
const PASSES: &[&str] = &[
    "fold",
    "guards",
    "range",
    "whole",
    "virtuals",
    "heap",
    "stores",
    "cse",
    "sink",
    "peel",
    "demand",
    "dce",
    "invariants",
];
const LIMIT: Duration = Duration::from_secs(20);

impl Runner {
    /// Finds the binaries.
    pub fn from_env() -> Result<Runner, String> {
        let taipan = env::var_os("TAIPAN").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_taipan")), PathBuf::from);
        let wanted = env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let found = Command::new(&wanted).args(["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]).status();
        let python = found.is_ok_and(|s| s.success()).then(|| PathBuf::from(wanted));
        let folder = env::temp_dir().join(format!("taipan-fuzz-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(Runner { taipan, python, script: folder.join("p.py") })
    }

    /// Runs a program in the modes that its number calls for: some always, one pass switched off in turn.
    pub fn judge(&self, seed: u64, text: &str) -> Verdict {
        let Some(expected) = self.oracle(text) else { return Verdict::Skipped };
        let differing = self.modes(seed).into_iter().find_map(|mode| {
            let difference = self.difference(&expected, &mode)?;
            Some((mode, difference))
        });
        differing.map_or(Verdict::Same, |(mode, difference)| Verdict::Different(mode, difference))
    }

    /// In what a text differs in a mode.
    pub fn differs(&self, text: &str, mode: &Mode) -> Option<Difference> {
        let expected = self.oracle(text)?;
        self.difference(&expected, mode)
    }

    fn difference(&self, expected: &Shown, mode: &Mode) -> Option<Difference> {
        match self.run(mode) {
            None => Some(Difference::NoEnd),
            Some(found) if found == *expected => None,
            Some(found) if (found.status, &found.error) == (expected.status, &expected.error) => {
                Some(Difference::Output)
            }
            Some(found) => Some(Difference::End(found.status, found.error)),
        }
    }

    /// Both outcomes, in short.
    pub fn explain(&self, text: &str, mode: &Mode) -> String {
        let (expected, found) = (self.oracle(text), self.run(mode));
        let line = |s: &Option<Shown>| match s {
            None => "no end".to_owned(),
            Some(s) => format!("status {:?}, {}, {} lines", s.status, s.error, s.stdout.lines().count()),
        };
        let mut out = format!("oracle: {}\ntaipan: {}\n", line(&expected), line(&found));
        if let (Some(a), Some(b)) = (expected, found) {
            for (x, y) in a.stdout.lines().zip(b.stdout.lines()).filter(|(x, y)| x != y).take(3) {
                out.push_str(&format!("  - {x}\n  + {y}\n"));
            }
        }
        out
    }

    fn modes(&self, seed: u64) -> Vec<Mode> {
        let mode = |name: &str, more: &[&str]| Mode {
            name: name.to_owned(),
            arguments: EAGER.iter().chain(more).map(|s| (*s).to_owned()).collect(),
        };
        let pass = PASSES[seed as usize % PASSES.len()];
        let mut modes = vec![
            mode("eager", &[]),
            mode("unoptimised", &["--jit-param", "opt=off"]),
            mode("exit-everywhere", &["-X", "exit-everywhere"]),
            mode("refcount-audit", &["-X", "refcount-audit"]),
            mode(&format!("without {pass}"), &["--jit-param", &format!("pass.{pass}=off")]),
        ];
        if self.python.is_some() {
            modes.insert(0, Mode { name: "off".to_owned(), arguments: vec!["--jit".to_owned(), "off".to_owned()] });
        }
        if let Ok(wanted) = env::var("TAIPAN_FUZZ_MODES") {
            modes.retain(|m| wanted.split(',').any(|w| m.name == w));
        }
        modes
    }

    fn oracle(&self, text: &str) -> Option<Shown> {
        fs::write(&self.script, text).ok()?;
        let shown = match &self.python {
            Some(python) => self.start(Command::new(python).args(["-E", "-S", "-W", "ignore"])),
            None => self.start(Command::new(&self.taipan).args(["--jit", "off"])),
        };
        // What an older oracle cannot parse (strings in f-strings), or what the reducer broke, tells nothing.
        shown.filter(|s| !matches!(s.error.as_str(), "SyntaxError" | "IndentationError"))
    }

    fn run(&self, mode: &Mode) -> Option<Shown> {
        self.start(Command::new(&self.taipan).args(&mode.arguments))
    }

    /// `None` when it does not end.
    fn start(&self, command: &mut Command) -> Option<Shown> {
        command.arg(&self.script).env("PYTHONHASHSEED", "0").env("PYTHONUTF8", "1").env("RUST_BACKTRACE", "0");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().ok()?;
        let (out, err) = (child.stdout.take()?, child.stderr.take()?);
        let out = thread::spawn(move || io::read_to_string(out).unwrap_or_default());
        let err = thread::spawn(move || io::read_to_string(err).unwrap_or_default());
        let deadline = Instant::now() + LIMIT;
        let mut pause = Duration::from_micros(300);
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if Instant::now() < deadline => thread::sleep(pause),
                _ => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return None;
                }
            }
            pause = (pause * 2).min(Duration::from_millis(5));
        };
        let error = err.join().unwrap_or_default();
        // Warnings show the source, indented.
        let error = error.trim_end().lines().last().filter(|l| !l.starts_with(' ')).unwrap_or_default();
        let error = error.split(':').next().filter(|_| !status.success()).unwrap_or_default().to_owned();
        Some(Shown { status: status.code(), stdout: without_addresses(&out.join().unwrap_or_default()), error })
    }
}

/// A text in which objects without a `__repr__` look the same wherever they are.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split(" at 0x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(" at 0x");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    out
}
