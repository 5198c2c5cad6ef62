//! Runs one process from start to end: wall time, CPU time, peak memory, output, and how it ended.
//!
//! The clock starts before the process is made and stops when the kernel says that it is gone, so that start-up
//! and tear-down count. The watchdog may only kill a process that has not been reaped, since its id could belong to
//! somebody else afterwards: so the end is first awaited with `WNOWAIT`, then the watchdog is dismissed, then the process is reaped.
//!
//! A child's peak memory is never below that of this runner when it made the child (Linux carries the
//! figure over `exec`); the runner needs about 4 MB, which is less than any Python.

#![allow(unsafe_code, reason = "the standard library waits for a process without telling what it used; wait4 does")]

use std::ffi::OsString;
use std::io::{self, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Output beyond this is thrown away, so that a runaway `print` cannot fill the memory.
const MAX_OUTPUT: u64 = 64 << 20;

/// What to run.
#[derive(Clone, Debug)]
pub struct Invocation {
    pub program: PathBuf,
    pub args: Vec<OsString>,
    pub timeout: Duration,
}

/// What came of it.
#[derive(Debug)]
pub struct Finished {
    pub end: End,
    pub wall: Duration,
    /// User and system time together.
    pub cpu: Duration,
    pub peak_bytes: u64,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Exited(i32),
    Signalled(i32),
    TimedOut,
}

impl Invocation {
    pub fn new(program: &Path, args: impl IntoIterator<Item = OsString>, timeout: Duration) -> Self {
        Invocation { program: program.to_path_buf(), args: args.into_iter().collect(), timeout }
    }
}

/// Runs it to its end, or kills it when its time is up. An error means that it could not be started.
///
/// Standard input is empty, and `PYTHONHASHSEED` is 0, so that dicts and sets of strings lie alike in every run.
pub fn run(invocation: &Invocation) -> io::Result<Finished> {
    let start = Instant::now();
    let mut child = Command::new(&invocation.program)
        .args(&invocation.args)
        .env("PYTHONHASHSEED", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let pid = child.id() as libc::pid_t;
    let stdout = child.stdout.take();
    let stderr = child.stderr.take();

    std::thread::scope(|scope| {
        let stdout = scope.spawn(|| drain(stdout));
        let stderr = scope.spawn(|| drain(stderr));
        let (dismiss, dismissed) = mpsc::channel::<()>();
        let timeout = invocation.timeout;
        let watchdog = scope.spawn(move || {
            let late = dismissed.recv_timeout(timeout) == Err(mpsc::RecvTimeoutError::Timeout);
            if late {
                kill(pid);
            }
            late
        });

        await_end(pid)?;
        let wall = start.elapsed();
        drop(dismiss);
        let late = watchdog.join().expect("the watchdog does not panic");
        let (status, usage) = reap(pid)?;
        let end = match (status.code(), status.signal()) {
            (Some(code), _) => End::Exited(code),
            (None, Some(libc::SIGKILL)) if late => End::TimedOut,
            (None, signal) => End::Signalled(signal.unwrap_or(0)),
        };
        Ok(Finished {
            end,
            wall,
            cpu: duration(usage.ru_utime) + duration(usage.ru_stime),
            peak_bytes: peak_bytes(&usage),
            stdout: stdout.join().expect("a reader does not panic"),
            stderr: stderr.join().expect("a reader does not panic"),
        })
    })
}

fn drain(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // A pipe that breaks ends the output; what was read so far is still worth comparing.
        let _ = pipe.by_ref().take(MAX_OUTPUT).read_to_end(&mut bytes);
        let _ = io::copy(&mut pipe, &mut io::sink());
    }
    bytes
}

fn kill(pid: libc::pid_t) {
    // SAFETY: `kill` touches no memory of ours; the process has not been reaped, so the id is still its own.
    unsafe { libc::kill(pid, libc::SIGKILL) };
}

/// Blocks until the process has ended, and leaves it to be reaped.
fn await_end(pid: libc::pid_t) -> io::Result<()> {
    loop {
        // SAFETY: a `siginfo_t` is plain data, for which zeros are valid.
        let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
        // SAFETY: `info` is valid for writes, and `waitid` keeps no pointer to it.
        let answer = unsafe { libc::waitid(libc::P_PID, pid as libc::id_t, &mut info, libc::WEXITED | libc::WNOWAIT) };
        if answer == 0 {
            return Ok(());
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

/// Takes the status and the resource usage of a process that has ended.
fn reap(pid: libc::pid_t) -> io::Result<(ExitStatus, libc::rusage)> {
    let mut status = 0;
    // SAFETY: an `rusage` is plain data, for which zeros are valid.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: both pointers are valid for writes, and `wait4` keeps neither.
    let answer = unsafe { libc::wait4(pid, &mut status, 0, &mut usage) };
    if answer == pid { Ok((ExitStatus::from_raw(status), usage)) } else { Err(io::Error::last_os_error()) }
}

fn duration(time: libc::timeval) -> Duration {
    Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000)
}

/// `ru_maxrss` is in kilobytes, except on macOS.
fn peak_bytes(usage: &libc::rusage) -> u64 {
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    usage.ru_maxrss as u64 * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, timeout: Duration) -> Finished {
        let args = ["-c".into(), script.into()];
        run(&Invocation::new(Path::new("/bin/sh"), args, timeout)).unwrap()
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn output_and_exit_code_come_through() {
        let finished = shell("echo out; echo err >&2; exit 3", LONG);
        assert_eq!(finished.end, End::Exited(3));
        assert_eq!(finished.stdout, b"out\n");
        assert_eq!(finished.stderr, b"err\n");
        assert!(finished.peak_bytes > 100_000);
    }

    #[test]
    fn a_signal_is_told_from_an_exit_code_and_from_a_timeout() {
        assert_eq!(shell("kill -SEGV $$", LONG).end, End::Signalled(libc::SIGSEGV));
        assert_eq!(shell("kill -KILL $$", LONG).end, End::Signalled(libc::SIGKILL));
    }

    #[test]
    fn a_process_that_takes_too_long_is_killed() {
        let finished = shell("exec sleep 20", Duration::from_millis(100));
        assert_eq!(finished.end, End::TimedOut);
        assert!(finished.wall < Duration::from_secs(10));
    }

    #[test]
    fn wall_time_is_the_whole_process_and_cpu_time_only_work() {
        let finished = shell("exec sleep 0.2", LONG);
        assert!(finished.wall >= Duration::from_millis(200));
        assert!(finished.cpu < Duration::from_millis(150));
    }

    #[test]
    fn the_hash_seed_is_fixed_and_standard_input_is_empty() {
        let finished = shell("cat; echo $PYTHONHASHSEED", LONG);
        assert_eq!(finished.stdout, b"0\n");
    }

    #[test]
    fn what_cannot_be_started_is_an_error() {
        let invocation = Invocation::new(Path::new("/nowhere/python3"), [], LONG);
        assert_eq!(run(&invocation).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
