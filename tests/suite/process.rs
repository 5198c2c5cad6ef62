//! Runs one case in one mode in a child process, with a time limit.

use crate::case::Case;
use crate::modes::Mode;
use crate::options::Options;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// What a run did.
pub struct Run {
    /// How it ended.
    pub end: End,
    /// Its stdout, with the topic's folder cut from paths.
    pub stdout: String,
    /// Its stderr, likewise.
    pub stderr: String,
    /// How long it took.
    pub time: Duration,
}

/// How a run ended.
#[derive(PartialEq, Eq, Debug)]
pub enum End {
    /// With this status.
    Exit(i32),
    /// By this signal.
    Signal(i32),
    /// It was killed after the time limit.
    Timeout,
    /// It could not be started.
    NotStarted(String),
}

/// Runs `case` in `mode`.
pub fn run(case: &Case, mode: &Mode, options: &Options) -> Run {
    let start = Instant::now();
    let folder = case.script.parent().unwrap_or(&options.root);
    let mut command = Command::new(&options.interpreter);
    command.args(mode.arguments).arg(&case.script).args(&case.arguments).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // The cases must not depend on the caller's settings, and must leave nothing in the source tree.
    for name in ["PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONOPTIMIZE", "PYTHONHASHSEED", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1").env("NO_COLOR", "1");
    command.env("RUST_BACKTRACE", "0");
    command.envs(case.environment.iter().map(|(name, value)| (name, value)));

    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            let end = End::NotStarted(format!("{}: {error}", options.interpreter.display()));
            return Run { end, stdout: String::new(), stderr: String::new(), time: start.elapsed() };
        }
    };
    if let Some(mut stdin) = child.stdin.take() {
        // A script that never reads closes the pipe: no error of the case.
        let _ = stdin.write_all(case.stdin.as_bytes());
    }
    let stdout = collect(child.stdout.take());
    let stderr = collect(child.stderr.take());
    let end = wait(&mut child, start + options.timeout);
    let prefix = format!("{}/", folder.display());
    let text =
        |pipe: JoinHandle<Vec<u8>>| String::from_utf8_lossy(&pipe.join().unwrap_or_default()).replace(&prefix, "");
    Run { end, stdout: text(stdout), stderr: text(stderr), time: start.elapsed() }
}

/// Reads a pipe to its end on a thread of its own, so that a full pipe cannot block the child.
fn collect(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is still worth a diff.
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn wait(child: &mut Child, deadline: Instant) -> End {
    let mut pause = Duration::from_micros(500);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return ended(status),
            Ok(None) if Instant::now() < deadline => {
                thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(10));
            }
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return End::Timeout;
            }
        }
    }
}

fn ended(status: ExitStatus) -> End {
    status.code().map_or_else(|| End::Signal(status.signal().unwrap_or(0)), End::Exit)
}
