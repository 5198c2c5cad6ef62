//! Standard output that ends early or is full.

use crate::run::{Folder, last, result, taipan};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// Runs a program whose reader goes away after one line.
fn head(text: &str) -> (i32, String, String) {
    let f = Folder::new();
    let script = f.write("x.py", text);
    let mut child =
        taipan().arg(script).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let o = child.wait_with_output().expect("the program ends");
    let (status, _, err) = result(&o);
    (status, line, err)
}

#[test]
fn a_reader_that_has_seen_enough() {
    let (status, line, err) = head("for i in range(1000000):\n    print(i)\n");
    assert_eq!((status, line.as_str(), last(&err)), (1, "0\n", "BrokenPipeError: [Errno 32] Broken pipe"));
    let (status, _, err) = head("import sys, time\nprint('a', flush=True)\ntime.sleep(0.3)\nprint('b')\n");
    assert_eq!((status, last(&err)), (120, "BrokenPipeError: [Errno 32] Broken pipe"));
}

#[test]
fn a_full_disk() {
    for (text, status) in [("print('x')", 120), ("print('x' * 100000)", 1), ("print('x', flush=True)", 120)] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let o = taipan().args(["-c", text]).stdout(full).output().expect("the binary starts");
        let (got, _, err) = result(&o);
        assert_eq!((got, last(&err)), (status, "OSError: [Errno 28] No space left on device"), "{text}");
    }
}

#[test]
fn information_for_a_closed_pipe() {
    for arg in ["-h", "--dis"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let o = taipan().args([arg, "-c", "x = 1"]).stdout(full).output().expect("the binary starts");
        let (status, _, err) = result(&o);
        assert_eq!((status, err.as_str()), (0, ""), "{arg}");
    }
}
