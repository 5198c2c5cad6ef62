//! Limits: depth, size, memory. An exception, never a crash.

use crate::run::{last, result, run_text, taipan};
use std::process::Command;

#[test]
fn deep_objects() {
    for (build, use_) in [
        ("x = ()\nfor i in range(200000): x = (x,)", "hash(x)"),
        ("x = ()\nfor i in range(200000): x = (x,)", "repr(x)"),
        ("x = y = ()\nfor i in range(200000): x, y = (x,), (y,)", "x == y"),
        ("x = []\nfor i in range(200000): x = [x]", "str(x)"),
        ("x, y = {}, {}\nfor i in range(200000): x, y = {1: x}, {1: y}", "x == y"),
    ] {
        let (status, _, err) = run_text(&format!("{build}\n{use_}"));
        assert_eq!(status, 1, "{use_}: {err}");
        assert!(last(&err).starts_with("RecursionError: maximum recursion depth exceeded"), "{use_}: {err}");
    }
}

#[test]
fn deep_and_long_sources() {
    let deep = "for s in ['(' * 10000, '[' * 10000 + ']' * 10000, '-' * 100000 + '1', 'a' + '.b' * 100000, '1' + '+1' * 100000,\n\
        'lambda:' * 100000 + '1', 'x if y else ' * 100000 + 'z', 'f(' * 1000, 'not ' * 100000 + '1']:\n\
        \x20   try:\n        compile(s, 's', 'eval')\n    except (SyntaxError, RecursionError, MemoryError) as e:\n        print(type(e).__name__)\n";
    let (status, out, err) = run_text(deep);
    assert_eq!((status, out.lines().count(), err.as_str()), (0, 9, ""), "{out}");
    let long = "exec('def f():\\n' + ' x = 1\\n' * 100000 + ' return x')\nprint(f())\n\
        exec('x = [' + '1,' * 500000 + ']')\nprint(len(x))\n\
        exec('if y: pass\\n' + 'elif y: pass\\n' * 5000, {'y': 0})";
    assert_eq!(run_text(long), (0, "1\n500000\n".to_owned(), String::new()));
}

#[test]
fn memory_that_cannot_be_had() {
    // The shell sets the limit for itself and what it becomes.
    for text in
        ["[0] * 10**9", "'x' * 10**10", "bytes(10**10)", "list(range(10**9))", "'a'.ljust(10**10)", "f'{1:{10**10}}'"]
    {
        let binary = taipan().get_program().to_owned();
        let o = Command::new("sh")
            .args(["-c", "ulimit -v 2000000; exec \"$0\" \"$@\""])
            .arg(binary)
            .args(["-c", text])
            .output()
            .expect("a shell");
        let (status, _, err) = result(&o);
        assert_eq!((status, last(&err)), (1, "MemoryError"), "{text}: {err}");
    }
}

#[test]
fn bools_in_a_list_are_bytes() {
    let text = "l = [True] * 100_000_000\nl[::2] = [False] * 50_000_000\nl = l[1:]\nl.reverse()\n\
        for line in open('/proc/self/status'):\n    if 'VmHWM' in line: print(int(line.split()[1]) < 450_000)";
    assert_eq!(run_text(text), (0, "True\n".to_owned(), String::new()));
}

#[test]
fn compiling_gives_its_memory_back() {
    let text = "import sys, time\nsys.argv = ['', '300000']\n\
        exec(open('perf-suite/programs/nbody.py').read() + 'main()', {})\ntime.sleep(1)\n\
        size = {l.split(':')[0]: int(l.split()[1]) for l in open('/proc/self/status') if l.startswith('Vm')}\n\
        print(size['VmRSS'] < size['VmHWM'] - 4000, file=sys.stderr)";
    let (status, _, err) = run_text(text);
    assert_eq!((status, err.as_str()), (0, "True\n"));
}

/// Runs a text in a process that may map so many kilobytes.
fn limited(kilobytes: u32, text: &str) -> (i32, String, String) {
    let binary = taipan().get_program().to_owned();
    let o = Command::new("sh")
        .args(["-c", &format!("ulimit -v {kilobytes}; exec \"$0\" \"$@\"")])
        .arg(binary)
        .args(["-c", text])
        .output()
        .expect("a shell");
    let (status, out, err) = result(&o);
    (status, out, err)
}

#[test]
fn little_address_space() {
    let text = "exec('x = 1\\n' * 1000)\ndef f(n): return f(n + 1)\n\
        try: f(0)\nexcept RecursionError as e: print(e)\nprint(sum(range(10)))";
    for kilobytes in [100_000, 300_000] {
        let expected = (0, "maximum recursion depth exceeded\n45\n".to_owned(), String::new());
        assert_eq!(limited(kilobytes, text), expected, "{kilobytes}");
    }
    let deep = "try: eval('-' * 40000 + '1')\nexcept RecursionError as e: print(e)";
    let expected = (0, "maximum recursion depth exceeded during compilation\n".to_owned(), String::new());
    assert_eq!(limited(300_000, deep), expected);
}

#[test]
fn memory_used_up_bit_by_bit() {
    for (start, grow) in [
        ("x = []", "x.append([1, 2.5, 'a'] * 10)"),
        ("x = None", "x = (x, [0] * 9)"),
        ("x = 'a'", "x = x + x"),
        ("x = b'a'", "x = x + x"),
        ("x = []", "x.append(str(len(x)) * 100)"),
    ] {
        let text = format!(
            "{start}\ntry:\n    while True: {grow}\nexcept MemoryError as e:\n    x = None\n    print(repr(e))\n\
            print(len([i for i in range(100000)]))"
        );
        let expected = (0, "MemoryError()\n100000\n".to_owned(), String::new());
        // While the compiler's thread runs, it may meet the shortage too: then `MemoryError` comes a second time.
        let found = (0..3).map(|_| limited(300_000, &text)).find(|found| *found == expected);
        assert_eq!(found.unwrap_or_else(|| limited(300_000, &text)), expected, "{grow}");
    }
}
