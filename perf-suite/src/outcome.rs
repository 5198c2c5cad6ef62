//! What a run came to, in words: failures as a line that a person can act on, and outputs compared.

use crate::process::{End, Finished};
use crate::report::Status;

/// How a run failed, if it did.
pub fn failure(finished: &Finished) -> Option<(Status, String)> {
    match finished.end {
        End::Exited(0) => None,
        End::TimedOut => Some((Status::Timeout, format!("no end after {:.0} s", finished.wall.as_secs_f64()))),
        End::Exited(code) => Some((Status::Crash, with_headline(format!("exit status {code}"), &finished.stderr))),
        End::Signalled(signal) => Some((Status::Crash, with_headline(signal_name(signal), &finished.stderr))),
    }
}

fn with_headline(what: String, stderr: &[u8]) -> String {
    match headline(&String::from_utf8_lossy(stderr)) {
        Some(line) => format!("{what}: {line}"),
        None => format!("{what}, and nothing on stderr"),
    }
}

/// The line of an error output that says most: the first one; but a Python traceback ends with its exception, and
/// a Rust panic has its message on the second line.
pub fn headline(stderr: &str) -> Option<String> {
    let mut lines = stderr.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let line = if first.starts_with("Traceback") {
        lines.next_back().unwrap_or(first).to_string()
    } else if first.contains(" panicked at ") {
        format!("{first} {}", lines.next().unwrap_or_default())
    } else {
        first.to_string()
    };
    Some(shorten(&line, 160))
}

fn signal_name(signal: i32) -> String {
    match signal {
        libc::SIGSEGV => "SIGSEGV".to_string(),
        libc::SIGABRT => "SIGABRT".to_string(),
        libc::SIGBUS => "SIGBUS".to_string(),
        libc::SIGILL => "SIGILL".to_string(),
        libc::SIGFPE => "SIGFPE".to_string(),
        libc::SIGTRAP => "SIGTRAP".to_string(),
        libc::SIGKILL => "SIGKILL (out of memory?)".to_string(),
        other => format!("signal {other}"),
    }
}

/// Where an output leaves the expected one, or `None` if they are equal.
pub fn difference(expected: &str, got: &str) -> Option<String> {
    if expected == got {
        return None;
    }
    if got.is_empty() {
        return Some("it is empty".to_string());
    }
    let mut theirs = expected.lines();
    let mut ours = got.lines();
    let mut number = 1;
    loop {
        match (theirs.next(), ours.next()) {
            (Some(a), Some(b)) if a == b => number += 1,
            (Some(a), Some(b)) => {
                let (a, b) = around_difference(a, b);
                return Some(format!("line {number} should be {a:?} and is {b:?}"));
            }
            (Some(_), None) => return Some(format!("ends after {} of {} lines", number - 1, expected.lines().count())),
            (None, Some(b)) => return Some(format!("has an extra line {number}: {:?}", shorten(b, 60))),
            (None, None) => return Some("differs in its last line break".to_string()),
        }
    }
}

/// The parts of two long lines from shortly before where they part.
fn around_difference(a: &str, b: &str) -> (String, String) {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let from = if same > 40 { same - 20 } else { 0 };
    let part = |line: &str| {
        let tail: String = line.chars().skip(from).collect();
        let mark = if from > 0 { "…" } else { "" };
        format!("{mark}{}", shorten(&tail, 60))
    };
    (part(a), part(b))
}

fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn ended(end: End, stderr: &str) -> Finished {
        Finished {
            end,
            wall: Duration::from_secs(5),
            cpu: Duration::ZERO,
            peak_bytes: 0,
            stdout: Vec::new(),
            stderr: stderr.into(),
        }
    }

    #[test]
    fn failures_carry_the_line_that_says_most() {
        let traceback = "Traceback (most recent call last):\n  File \"a.py\", line 1\nNameError: name 'x'\n";
        let words = |end, stderr| failure(&ended(end, stderr)).unwrap();
        assert_eq!(words(End::Exited(1), traceback), (Status::Crash, "exit status 1: NameError: name 'x'".into()));
        let panic = "thread 'main' panicked at src/a.rs:1:2:\nindex out of range\nnote: run with";
        assert!(words(End::Exited(101), panic).1.ends_with("src/a.rs:1:2: index out of range"));
        assert_eq!(words(End::Signalled(libc::SIGSEGV), "").1, "SIGSEGV, and nothing on stderr");
        assert_eq!(words(End::TimedOut, ""), (Status::Timeout, "no end after 5 s".into()));
        assert_eq!(failure(&ended(End::Exited(0), "a warning")), None);
    }

    #[test]
    fn outputs_are_compared_line_by_line() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(difference("a\nb\n", "a\nc\n").unwrap(), "line 2 should be \"b\" and is \"c\"");
        assert_eq!(difference("a\nb\n", "a\n").unwrap(), "ends after 1 of 2 lines");
        assert_eq!(difference("a\n", "").unwrap(), "it is empty");
        assert_eq!(difference("a\n", "a\nb\n").unwrap(), "has an extra line 2: \"b\"");
        assert_eq!(difference("a\n", "a").unwrap(), "differs in its last line break");
    }

    #[test]
    fn long_lines_are_shown_where_they_part() {
        let same = "x".repeat(100);
        let text = difference(&format!("{same}1\n"), &format!("{same}2\n")).unwrap();
        assert!(text.contains("\"…xxxxxxxxxxxxxxxxxxxx1\""), "{text}");
        assert!(text.len() < 120);
    }
}
