//! Syntax errors: `errors/*.txt` hold sources, each followed by what is said about it.
//!
//! ```text
//! x = (1, 2
//! => 1:5-1:0 SyntaxError: '(' was never closed
//! ```
//!
//! Blocks are separated by empty lines with a dash. Places are line:column of start and end, columns in characters from 1
//! (`SyntaxError.offset`), 0 where CPython gives none. Words and places are those of CPython; where 3.14 differs from 3.13,
//! of 3.14. `TAIPAN_ACCEPT=1` writes what is said now.

use std::path::Path;

use taipan_compiler::{ErrorKind, Mode, Options, SyntaxError, compile};

fn error(source: &str, mode: Mode, options: Options) -> Option<SyntaxError> {
    compile(source, "x.py", mode, options).err()
}

fn said(source: &str) -> String {
    match error(source, Mode::Exec, Options::default()) {
        Some(e) => format!("{}:{}-{}:{} {}: {}", e.line, e.col, e.end_line, e.end_col, e.kind.name(), e.msg),
        None => "OK".to_owned(),
    }
}

#[test]
fn errors_are_worded_as_accepted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let accept = std::env::var_os("TAIPAN_ACCEPT").is_some();
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        let text = std::fs::read_to_string(&path).expect("readable");
        let mut out = Vec::new();
        for block in text.trim_end().split("\n-\n") {
            let (source, expected) = block.rsplit_once("\n=> ").unwrap_or((block, ""));
            let got = said(&format!("{source}\n"));
            if got != expected {
                wrong.push(format!("{source}\n  got      {got}\n  expected {expected}"));
            }
            out.push(format!("{source}\n=> {got}"));
            count += 1;
        }
        if accept {
            std::fs::write(&path, out.join("\n-\n") + "\n").expect("writable");
        }
    }
    assert!(count > 100, "only {count} cases found");
    assert!(accept || wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rendering_marks_the_place() {
    let rendered = |source: &str| error(source, Mode::Exec, Options::default()).expect("wrong").render();
    assert_eq!(
        rendered("def f():\n    x = foo(a b)\n"),
        "  File \"x.py\", line 2\n    x = foo(a b)\n            ^^^\nSyntaxError: invalid syntax. Perhaps you forgot a comma?\n"
    );
    assert_eq!(
        rendered("if x:\npass\n"),
        "  File \"x.py\", line 2\n    pass\n    ^^^^\nIndentationError: expected an indented block after 'if' statement on line 1\n"
    );
    assert_eq!(
        rendered("x = 'é' $\n"),
        "  File \"x.py\", line 1\n    x = 'é' $\n            ^\nSyntaxError: invalid syntax\n"
    );
}

#[test]
fn prompts_ask_for_more_input() {
    let options = Options { incomplete_input: true, ..Options::default() };
    let kind = |source: &str| error(source, Mode::Single, options).map(|error| error.kind);
    for unfinished in ["if x:\n", "def f():\n", "x = (1,\n", "'''abc\n", "class C:\n  def f(self):\n", "x = \\\n"] {
        assert_eq!(kind(unfinished), Some(ErrorKind::Incomplete), "{unfinished:?}");
    }
    for wrong in ["x = 1 1\n", "'abc\n", "x = )\n", "return 1\n", "a = 1\nb = 2\n"] {
        assert_eq!(kind(wrong), Some(ErrorKind::Syntax), "{wrong:?}");
    }
    assert_eq!(kind("x = 1; y\n"), None);
}

#[test]
fn deep_nesting_is_an_error_or_compiles() {
    let deep = 10_000;
    let limit = |source: String| error(&source, Mode::Exec, Options::default()).map(|error| error.msg);
    let parentheses = Some("too many nested parentheses".to_owned());
    assert_eq!(limit("(".repeat(deep) + &")".repeat(deep)), parentheses);
    assert_eq!(limit("[".repeat(deep)), parentheses);
    assert_eq!(limit("f({".repeat(deep)), parentheses);
    let recursion = Some("maximum recursion depth exceeded during compilation".to_owned());
    assert_eq!(limit("-".repeat(100_000) + "1"), recursion);
    assert_eq!(limit("lambda: ".repeat(deep) + "1"), recursion);
    let blocks: String = (0..150).map(|level| " ".repeat(level) + "if x:\n").collect();
    assert_eq!(limit(blocks), Some("too many levels of indentation".to_owned()));
    for operators in ["-", "not ", "a.b or ", "a + ", "a ** ", "a if b else ", "await_(a) < "] {
        assert_eq!(limit(operators.repeat(deep) + "x"), None, "{operators}");
    }
    assert_eq!(limit("a".to_owned() + &".b".repeat(deep)), None);
    assert_eq!(limit("a".to_owned() + &"()".repeat(deep)), None);
    assert_eq!(limit("if a: pass\n".to_owned() + &"elif b: pass\n".repeat(deep)), None);
    assert_eq!(limit(format!("x = {}1{}", "f\"{".repeat(140), "}\"".repeat(140))), None);
}

#[test]
fn modes_take_what_they_should() {
    let say = |source: &str, mode| error(source, mode, Options::default()).map(|error| error.msg);
    assert_eq!(say("1 + 1", Mode::Eval), None);
    assert_eq!(say("x = 1", Mode::Eval), Some("invalid syntax".to_owned()));
    assert_eq!(
        say("a\nb\n", Mode::Single),
        Some("multiple statements found while compiling a single statement".to_owned())
    );
    assert_eq!(say("\0", Mode::Exec), Some("source code string cannot contain null bytes".to_owned()));
}
