//! Symbols for Linux `perf`: one line per installed function in `/tmp/perf-PID.map`.

use std::fs::{File, OpenOptions};
use std::io::{Result, Write};

/// The symbol file of this process.
#[derive(Debug)]
pub struct PerfMap {
    file: File,
}

impl PerfMap {
    /// Opens the file where `perf` looks for it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn open() -> Result<Self> {
        let path = format!("/tmp/perf-{}.map", std::process::id());
        Ok(Self { file: OpenOptions::new().create(true).append(true).open(path)? })
    }

    /// Names the code at `address`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, address: u64, size: usize, name: &str) -> Result<()> {
        writeln!(self.file, "{address:x} {size:x} {name}")
    }
}
