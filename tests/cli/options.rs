//! Options, good and bad, and statuses.

use crate::run::{Folder, last, run, run_text, taipan};

#[test]
fn wrong_options_are_told_and_end_with_two() {
    for (args, first) in [
        (&["--nosuch"][..], "unknown option --nosuch"),
        (&["-Z"], "Unknown option: -Z"),
        (&["-c"], "Argument expected for the -c option"),
        (&["-m"], "Argument expected for the -m option"),
        (
            &["--jit-param", "nosuch=1", "-c", ""],
            "taipan: there is no --jit-param 'nosuch'; `--jit-param help=1' lists them",
        ),
        (&["--jit-param", "threshold", "-c", ""], "--jit-param wants NAME=VALUE, not 'threshold'"),
        (&["--jit", "maybe", "-c", ""], "taipan: jit is on or off, not 'maybe'"),
    ] {
        let (status, out, err) = run(args);
        assert_eq!((status, out.as_str(), err.lines().next()), (2, "", Some(first)), "{args:?}");
        assert!(err.contains("usage: taipan "), "{err}");
    }
}

#[test]
fn information() {
    assert!(run(&["-V"]).1.starts_with("Python 3.14."));
    assert!(run(&["-h"]).1.starts_with("usage: taipan "));
    assert!(run(&["--jit-param", "help"]).1.contains("threshold="));
}

#[test]
fn switches_of_python() {
    assert_eq!(run(&["-O", "-c", "assert 0; print(__debug__)"]).1, "False\n");
    assert_eq!(run(&["-B", "-E", "-W", "ignore", "-X", "whatever", "-c", "print(1)"]).1, "1\n");
    assert_eq!(run(&["-X", "int_max_str_digits=0", "-c", "print(len(str(10**5000)))"]).1, "5001\n");
    assert_eq!(run(&["-X", "int_max_str_digits=5", "-c", ""]).0, 1);
}

#[test]
fn statuses_of_system_exit() {
    for (code, status, err) in [
        ("", 0, ""),
        ("None", 0, ""),
        ("3", 3, ""),
        ("-1", 255, ""),
        ("263", 7, ""),
        ("True", 1, ""),
        ("2**70", 255, ""),
        ("'words'", 1, "words\n"),
        ("(1, 2)", 1, "(1, 2)\n"),
    ] {
        let text = format!("import sys; sys.exit({code})");
        assert_eq!(run_text(&text), (status, String::new(), err.to_owned()), "{code}");
    }
}

#[test]
fn uncaught_errors_end_with_one() {
    let (status, _, err) =
        run_text("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('x') from e");
    assert_eq!((status, last(&err)), (1, "ValueError: x"));
    assert!(err.contains("The above exception was the direct cause"), "{err}");
    let (status, _, err) = run_text("x = ");
    assert_eq!((status, last(&err)), (1, "SyntaxError: invalid syntax"));
}

#[test]
fn a_log_that_cannot_be_written_stops_nobody() {
    let f = Folder::new();
    let hot = f.write("hot.py", "s = 0\nfor i in range(100000):\n    s += i\nprint(s)\n");
    for to in ["--jit-log=/nonexistent/x.jsonl", "--jit-log=/dev/full"] {
        let o = taipan().arg(to).arg(&hot).output().expect("the binary starts");
        let err = String::from_utf8_lossy(&o.stderr);
        assert_eq!((o.status.code(), String::from_utf8_lossy(&o.stdout).as_ref()), (Some(0), "4999950000\n"), "{to}");
        assert!(err.starts_with("taipan: ") && err.contains("the jit log"), "{to}: {err}");
        assert_eq!(err.lines().count(), 1, "{to}: {err}");
    }
}
