//! Who runs the programs: taipan with and without its JIT, and the other Pythons of this machine.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::process::{self, End, Invocation};
use crate::programs;

/// The id of taipan as users start it.
pub const TAIPAN: &str = "taipan";
/// The id of taipan with `--jit off`.
pub const NO_JIT: &str = "taipan-nojit";
/// The id of CPython.
pub const PYTHON: &str = "python3";
/// The id of PyPy.
pub const PYPY: &str = "pypy3";

/// Looked for when nothing else was asked, and reported when missing.
const EXPECTED: [&str; 4] = [TAIPAN, NO_JIT, PYTHON, PYPY];
/// Taken along when they happen to be there.
const WELCOME: [&str; 2] = ["python3.14", "graalpy"];
/// Debian's build with profile-guided optimisation: a stronger peer than most that come first on a developer's PATH.
const DEBIAN_PYTHON: &str = "/usr/bin/python3";

/// The program that says who it is: its own path, so that no shim or wrapper is timed, and its version.
const WHO: &str = "import sys, platform\nprint(sys.executable)\nprint(platform.python_implementation(), '%d.%d.%d' % sys.version_info[:3])";

/// One way to run a Python program.
#[derive(Clone, Debug)]
pub struct Interpreter {
    /// What it is called in tables and in JSON.
    pub id: String,
    pub command: PathBuf,
    /// Arguments before the script.
    pub args: Vec<OsString>,
    pub version: String,
}

/// Those that take part, and those that cannot, with the reason.
#[derive(Debug, Default)]
pub struct LineUp {
    pub present: Vec<Interpreter>,
    pub missing: Vec<(String, String)>,
}

/// Finds the interpreters that were asked for by id or by path, or everybody when `wanted` is empty. Builds taipan
/// when it takes part and `taipan` names no binary.
pub fn line_up(taipan: Option<&Path>, wanted: &[String]) -> Result<LineUp, String> {
    let mut line_up = LineUp::default();
    let asked: Vec<&str> = match wanted {
        [] => EXPECTED.to_vec(),
        names => names.iter().map(String::as_str).collect(),
    };
    if asked.iter().any(|id| is_taipan(id)) {
        let command = match taipan {
            Some(path) => path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))?,
            None => build_taipan()?,
        };
        let version = taipan_version(&command);
        for id in asked.iter().filter(|id| is_taipan(id)) {
            line_up.present.push(taipan_interpreter(id, &command, &version));
        }
    }
    for id in asked.iter().filter(|id| !is_taipan(id)) {
        match find(id) {
            Ok(interpreter) => line_up.add(interpreter),
            Err(reason) => line_up.missing.push((id.to_string(), reason)),
        }
    }
    if wanted.is_empty() {
        WELCOME.iter().filter_map(|id| find(id).ok()).for_each(|interpreter| line_up.add(interpreter));
    }
    if line_up.present.is_empty() { Err("no interpreter to measure".to_string()) } else { Ok(line_up) }
}

impl LineUp {
    /// Adds an interpreter unless the same binary is there under another name. Another build of the same version gets
    /// a number, since results are found by id.
    fn add(&mut self, mut interpreter: Interpreter) {
        if self.present.iter().any(|other| other.command == interpreter.command) {
            return;
        }
        let name = interpreter.id.clone();
        let mut number = 1;
        while self.present.iter().any(|other| other.id == interpreter.id) {
            number += 1;
            interpreter.id = format!("{name}-{number}");
        }
        self.present.push(interpreter);
    }
}

impl Interpreter {
    /// How it runs this script.
    pub fn invocation(&self, script: &Path, args: &[OsString], timeout: Duration) -> Invocation {
        let all = self.args.iter().cloned().chain([script.into()]).chain(args.iter().cloned());
        Invocation::new(&self.command, all, timeout)
    }
}

fn is_taipan(id: &str) -> bool {
    id == TAIPAN || id == NO_JIT
}

fn taipan_interpreter(id: &str, command: &Path, version: &str) -> Interpreter {
    let args: &[&str] = if id == NO_JIT { &["--jit", "off"] } else { &[] };
    Interpreter {
        id: id.to_string(),
        command: command.to_path_buf(),
        args: args.iter().map(OsString::from).collect(),
        version: version.to_string(),
    }
}

/// Builds the release binary as cargo would for a user, and asks cargo where it put it.
fn build_taipan() -> Result<PathBuf, String> {
    let workspace = programs::home().parent().expect("the package lies in the workspace");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    eprintln!("building taipan (release)…");
    let output = Command::new(cargo)
        .args(["build", "--release", "--package", "taipan", "--bin", "taipan"])
        .arg("--message-format=json")
        .current_dir(workspace)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| format!("cargo cannot be started: {e}"))?;
    let messages = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        eprint!("{}", rendered_errors(&messages));
        return Err("taipan does not build; --taipan PATH takes another binary".to_string());
    }
    executable_named(&messages).ok_or_else(|| "cargo built taipan and did not say where; use --taipan PATH".to_string())
}

/// The path of the binary in cargo's JSON messages.
fn executable_named(messages: &str) -> Option<PathBuf> {
    let built = |line: &str| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_ours = message["target"]["name"] == "taipan" && message["target"]["kind"][0] == "bin";
        is_ours.then(|| message["executable"].as_str().map(PathBuf::from))?
    };
    messages.lines().find_map(built)
}

/// The compiler's errors in cargo's JSON messages, as it would have printed them. Warnings are not this runner's business.
fn rendered_errors(messages: &str) -> String {
    let error = |line: &str| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_error = message["message"]["level"] == "error";
        is_error.then(|| message["message"]["rendered"].as_str().map(str::to_string))?
    };
    messages.lines().filter_map(error).collect()
}

fn taipan_version(command: &Path) -> String {
    let invocation = Invocation::new(command, ["--version".into()], Duration::from_secs(10));
    let answer = process::run(&invocation).ok().filter(|finished| finished.end == End::Exited(0));
    let text = answer.map(|finished| String::from_utf8_lossy(&finished.stdout).trim().to_string());
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| "version unknown".to_string())
}

/// Finds a Python by name or by path. A name may stand for several files on the PATH (a shim that points nowhere,
/// say); the first that works is taken.
fn find(id: &str) -> Result<Interpreter, String> {
    let mut candidates = Vec::new();
    if id.contains('/') {
        candidates.push(PathBuf::from(id));
    } else {
        if id == PYTHON {
            candidates.push(PathBuf::from(DEBIAN_PYTHON));
        }
        let path = env::var_os("PATH").unwrap_or_default();
        candidates.extend(env::split_paths(&path).map(|folder| folder.join(id)));
        candidates.retain(|candidate| candidate.is_file());
    }
    let mut reason = "not found on the PATH".to_string();
    for candidate in candidates {
        match ask_who(id, &candidate) {
            Ok(interpreter) => return Ok(interpreter),
            Err(why) => reason = format!("{}: {why}", candidate.display()),
        }
    }
    Err(reason)
}

fn ask_who(id: &str, candidate: &Path) -> Result<Interpreter, String> {
    let invocation = Invocation::new(candidate, ["-c".into(), WHO.into()], Duration::from_secs(20));
    let finished = process::run(&invocation).map_err(|e| e.to_string())?;
    if finished.end != End::Exited(0) {
        return Err("does not run".to_string());
    }
    let answer = String::from_utf8_lossy(&finished.stdout);
    let mut lines = answer.lines();
    let (Some(executable), Some(version)) = (lines.next(), lines.next()) else {
        return Err("does not say which Python it is".to_string());
    };
    let command = Path::new(executable).canonicalize().unwrap_or_else(|_| candidate.to_path_buf());
    let name = if id.contains('/') { version.to_lowercase().replace(' ', "-") } else { id.to_string() };
    Ok(Interpreter { id: name, command, args: Vec::new(), version: version.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_is_found_among_cargos_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","target":{"kind":["lib"],"name":"taipan"},"executable":null}"#,
            "\nnot json\n",
            r#"{"reason":"compiler-artifact","target":{"kind":["bin"],"name":"taipan"},"executable":"/t/taipan"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        assert_eq!(executable_named(messages), Some(PathBuf::from("/t/taipan")));
        assert_eq!(executable_named("{}"), None);
    }

    #[test]
    fn errors_are_shown_and_warnings_are_not() {
        let messages = concat!(
            r#"{"reason":"compiler-message","message":{"level":"warning","rendered":"unused\n"}}"#,
            "\n",
            r#"{"reason":"compiler-message","message":{"level":"error","rendered":"mismatched types\n"}}"#,
        );
        assert_eq!(rendered_errors(messages), "mismatched types\n");
    }

    #[test]
    fn the_jit_is_switched_off_before_the_script() {
        let interpreter = taipan_interpreter(NO_JIT, Path::new("/t/taipan"), "0");
        let invocation = interpreter.invocation(Path::new("a.py"), &["7".into()], Duration::from_secs(1));
        assert_eq!(invocation.args, ["--jit", "off", "a.py", "7"]);
    }

    #[test]
    fn ids_are_unique_and_binaries_take_part_once() {
        let build = |path: &str| Interpreter {
            id: "cpython-3.13.0".to_string(),
            command: path.into(),
            args: Vec::new(),
            version: String::new(),
        };
        let mut line_up = LineUp::default();
        ["/a", "/b", "/a", "/c"].into_iter().for_each(|path| line_up.add(build(path)));
        let ids: Vec<&str> = line_up.present.iter().map(|interpreter| interpreter.id.as_str()).collect();
        assert_eq!(ids, ["cpython-3.13.0", "cpython-3.13.0-2", "cpython-3.13.0-3"]);
    }

    #[test]
    fn a_missing_interpreter_is_reported_and_one_must_be_left() {
        let absent = "/nowhere/python9".to_string();
        assert!(line_up(None, std::slice::from_ref(&absent)).is_err());
        assert!(find("python-that-is-not-there").unwrap_err().contains("PATH"));
        assert!(find(&absent).is_err());
    }
}
