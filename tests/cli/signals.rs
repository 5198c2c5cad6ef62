//! Signals: Ctrl-C at once, wherever the program is.

use crate::run::{last, result, taipan};
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Starts a program, waits until it is busy, sends it a signal, and returns how it ended and how long that took.
fn signalled(signal: &str, text: &str) -> (i32, String, Duration) {
    let program = format!("print('busy', flush=True)\n{text}");
    // A test run in the background hands down that interrupts are ignored, and like CPython the program would leave it so.
    let mut child = Command::new("env")
        .arg("--default-signal=INT")
        .arg(taipan().get_program())
        .args(["-X", "int_max_str_digits=0", "-c", &program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    out.read_line(&mut String::new()).expect("a line");
    std::thread::sleep(Duration::from_millis(100));
    let sent = Instant::now();
    let id = child.id().to_string();
    assert!(Command::new("kill").args([signal, &id]).status().expect("kill").success());
    let mut err = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("text");
    let took = sent.elapsed();
    let o = child.wait_with_output().expect("the program ends");
    (result(&o).0, err, took)
}

#[test]
fn ctrl_c_is_noticed_everywhere() {
    for text in [
        "while True:\n    pass",
        "for i in range(10**18):\n    pass",
        "x = [1] * 10**6\nwhile True:\n    5 in x",
        "import itertools\nsum(itertools.count())",
        "import itertools\nlist(itertools.repeat(1))",
        "import random\nx = [random.random() for i in range(10**5)]\nwhile True:\n    sorted(x)",
        "3 ** 10**9",
        "x = 3 ** 10**7\nstr(x)",
        "int('9' * 10**7)",
        "import math\nmath.factorial(10**8)",
        "input()",
        "import time\ntime.sleep(100)",
    ] {
        let (status, err, took) = signalled("-INT", text);
        assert_eq!((status, last(&err)), (-2, "KeyboardInterrupt"), "{text}");
        assert!(took < Duration::from_secs(3), "{text}: {took:?}");
    }
}

#[test]
fn ctrl_c_can_be_caught() {
    let (status, err, _) =
        signalled("-INT", "try:\n    while True:\n        pass\nexcept KeyboardInterrupt:\n    raise SystemExit(7)");
    assert_eq!((status, err.as_str()), (7, ""));
}

#[test]
fn terminate_ends_at_once() {
    assert_eq!(signalled("-TERM", "while True:\n    pass").0, -15);
}
