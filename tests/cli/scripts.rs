//! Scripts that cannot be read, and where a program may come from.

use crate::run::{Folder, last, result, run, taipan};
use std::io::Write;
use std::process::Stdio;

#[test]
fn a_missing_script_and_a_folder_without_main() {
    let f = Folder::new();
    let path = f.0.join("nofile.py");
    let shown = path.display().to_string();
    let (status, _, err) = run(&[&shown]);
    assert_eq!((status, err), (2, format!("taipan: can't open file '{shown}': [Errno 2] No such file or directory\n")));
    let folder = f.0.display().to_string();
    let (status, _, err) = run(&[&folder]);
    assert_eq!((status, err), (1, format!("taipan: can't find '__main__' module in '{folder}'\n")));
}

#[test]
fn a_folder_and_a_module_with_main() {
    let f = Folder::new();
    f.write("__main__.py", "import beside\nprint(__name__, beside.x)\n");
    f.write("beside.py", "x = 5\nif __name__ == '__main__':\n    print('as a script')\n");
    assert_eq!(run(&[&f.0.display().to_string()]).1, "__main__ 5\n");
    let o = taipan().current_dir(&f.0).args(["-m", "beside"]).output().expect("the binary starts");
    assert_eq!(String::from_utf8_lossy(&o.stdout), "as a script\n");
    let (status, _, err) = run(&["-m", "no_such_module"]);
    assert_eq!((status, err.as_str()), (1, "taipan: No module named no_such_module\n"));
}

#[test]
fn code_knows_its_whole_path() {
    let f = Folder::new();
    f.write("s.py", "import sys\nprint(__file__, sys.argv)\n1/0\n");
    let o = taipan().current_dir(&f.0).arg("./s.py").output().expect("the binary starts");
    let here = f.0.canonicalize().expect("a folder").display().to_string();
    let (status, out, err) = result(&o);
    assert_eq!((status, out), (1, format!("{here}/./s.py ['./s.py']\n")));
    assert!(err.contains(&format!("File \"{here}/./s.py\", line 3")), "{err}");
}

#[test]
fn encodings_of_source_files() {
    let f = Folder::new();
    let say = |name: &str, bytes: &[u8]| run(&[&f.write(name, bytes).display().to_string()]);
    assert_eq!(say("bom.py", b"\xef\xbb\xbfprint('x')\n").1, "x\n");
    assert_eq!(say("latin.py", b"# coding: latin-1\nprint(ascii('\xe9'))\n").1, "'\\xe9'\n");
    let (status, _, err) = say("bare.py", b"x = 1\nprint('\xe9')\n");
    assert_eq!(status, 1);
    assert!(
        err.contains("SyntaxError: Non-UTF-8 code starting with '\\xe9' in file ") && err.contains("on line 2"),
        "{err}"
    );
    let (status, _, err) = say("cookie.py", b"# coding: nonsense\n");
    assert_eq!((status, last(&err)), (1, "SyntaxError: encoding problem: nonsense"));
    let (status, _, err) = say("null.py", b"x = 1\ny = '\0'\n");
    assert_eq!((status, last(&err)), (1, "SyntaxError: source code cannot contain null bytes"));
    assert!(err.contains("line 2"), "{err}");
}

#[test]
fn programs_from_standard_input() {
    for args in [&[][..], &["-", "a"]] {
        let mut child =
            taipan().args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the binary starts");
        let text = b"import sys\nprint(__name__, len(sys.argv))\n";
        child.stdin.take().expect("a pipe").write_all(text).expect("the program is read");
        let o = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&o.stdout), format!("__main__ {}\n", args.len().max(1)));
    }
}
