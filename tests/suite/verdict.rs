//! Compares a run with its case.

use crate::case::Case;
use crate::diff;
use crate::options::Options;
use crate::process::{End, Run};
use std::fmt::Write as _;

/// Empty for a pass, else every way in which the run differs from the case, in words for a terminal.
pub fn judge(case: &Case, run: &Run, options: &Options) -> String {
    let mut faults = String::new();
    match &run.end {
        End::Exit(status) if *status == case.exit => {}
        End::Exit(status) => _ = writeln!(faults, "exit status {status}, expected {}", case.exit),
        End::Signal(signal) => _ = writeln!(faults, "killed by signal {signal}"),
        End::Timeout => _ = writeln!(faults, "no end after {} s", options.timeout.as_secs()),
        End::NotStarted(error) => _ = writeln!(faults, "not started: {error}"),
    }
    match &case.stdout {
        Some(expected) if *expected == run.stdout => {}
        Some(expected) => _ = write!(faults, "stdout differs:\n{}", diff::lines(expected, &run.stdout)),
        None => _ = writeln!(faults, "{} does not exist (see --bless)", case.out_file.display()),
    }
    judge_stderr(case, &run.stderr, &mut faults);
    faults
}

fn judge_stderr(case: &Case, stderr: &str, faults: &mut String) {
    if let Some(expected) = &case.stderr {
        if expected != stderr {
            _ = write!(faults, "stderr differs:\n{}", diff::lines(expected, stderr));
        }
        return;
    }
    match (&case.stderr_last, stderr.trim_end().lines().last()) {
        (Some(expected), Some(last)) if expected == last => {}
        (Some(expected), last) => {
            let last = last.unwrap_or("nothing");
            _ = writeln!(faults, "last line of stderr differs:\n  - {expected}\n  + {last}");
            if !stderr.is_empty() {
                _ = writeln!(faults, "stderr:\n{}", diff::clip(stderr));
            }
        }
        (None, Some(_)) => _ = writeln!(faults, "unexpected stderr:\n{}", diff::clip(stderr)),
        (None, None) => {}
    }
}
