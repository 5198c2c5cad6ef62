//! Starting the binary.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The binary under test.
pub fn binary() -> OsString {
    std::env::var_os("TAIPAN").unwrap_or_else(|| env!("CARGO_BIN_EXE_taipan").into())
}

/// A command that is the binary, without what the environment may say to it.
pub fn taipan() -> Command {
    let mut c = Command::new(binary());
    for name in ["PYTHONUNBUFFERED", "PYTHONINTMAXSTRDIGITS", "PYTHONHASHSEED", "RUST_BACKTRACE"] {
        c.env_remove(name);
    }
    c.stdin(Stdio::null());
    c
}

/// A folder that goes away with its value.
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("taipan-cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Folder(path)
    }

    /// Writes a file and returns its path.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).expect("a file for the test");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Status, standard output, standard error. A process that a signal ended has the signal's number below zero.
pub fn result(o: &Output) -> (i32, String, String) {
    use std::os::unix::process::ExitStatusExt;
    let status = o.status.code().unwrap_or_else(|| -o.status.signal().unwrap_or(0));
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    (status, text(&o.stdout), text(&o.stderr))
}

/// Runs the binary with these arguments.
pub fn run(args: &[&str]) -> (i32, String, String) {
    result(&taipan().args(args).output().expect("the binary starts"))
}

/// Runs a text.
pub fn run_text(text: &str) -> (i32, String, String) {
    run(&["-c", text])
}

/// The last line.
pub fn last(text: &str) -> &str {
    text.trim_end().lines().last().unwrap_or_default()
}
