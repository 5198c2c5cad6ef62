//! The log: what the engine reports, as text for people.

use super::params::LogTo;
use std::io::Write;
use taipan_jit::engine::{Event, What};

/// Where events go.
pub(super) struct Log {
    out: Option<Box<dyn Write>>,
}

impl Log {
    /// Opens the log.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub(super) fn open(to: &LogTo) -> Result<Log, String> {
        let out: Option<Box<dyn Write>> = match to {
            LogTo::Off => None,
            LogTo::Stderr => Some(Box::new(std::io::stderr())),
            LogTo::File(path) => {
                let f = std::fs::File::create(path).map_err(|e| format!("cannot write the jit log '{path}': {e}"))?;
                Some(Box::new(std::io::BufWriter::new(f)))
            }
        };
        Ok(Log { out })
    }

    /// Whether anybody listens.
    pub(super) fn wants(&self) -> bool {
        self.out.is_some()
    }

    /// A line.
    pub(super) fn line(&mut self, text: &str) {
        if let Some(out) = &mut self.out
            && writeln!(out, "{text}").is_err()
        {
            self.out = None;
        }
    }

    /// An event of the engine.
    pub(super) fn event(&mut self, e: &Event) {
        let at = e.at.as_secs_f64() * 1e3;
        let tree = e.tree.0;
        let text = match &e.what {
            What::Compiled(c) => format!(
                "[{at:9.3} ms] tree {tree} v{}: compiled {} traces, {} ops, {} bytes, optimised in {:?}",
                c.version,
                c.traces,
                c.ops,
                c.code.bytes.len(),
                c.optimise_time
            ),
            What::Refused { exit, reason } => format!("[{at:9.3} ms] tree {tree} exit {exit:?}: refused: {reason}"),
            What::Invalidated { reason } => format!("[{at:9.3} ms] tree {tree}: invalidated: {reason}"),
            What::Aborted { exit, reason, next_try } => {
                format!("[{at:9.3} ms] tree {tree} exit {}: gave up: {reason}; next try {next_try:?}", exit.0)
            }
        };
        self.line(&text);
        if let What::Compiled(c) = &e.what {
            for text in [&c.code.clif, &c.code.assembly].into_iter().flatten() {
                self.line(text);
            }
        }
    }
}
