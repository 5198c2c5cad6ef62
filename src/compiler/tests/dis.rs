//! Listings of one construct each: `dis/NAME.py` compiles to `dis/NAME.dis`, warnings first.
//!
//! `TAIPAN_ACCEPT=1 cargo test -p taipan-compiler --test dis` writes the listings anew; read the difference before it is
//! committed. Lines `# options: …` at the top of a source set options: `optimize=N`, `single`, `eval`.

use std::fmt::Write as _;
use std::path::Path;

use taipan_bytecode::{dis, verify};
use taipan_compiler::{Mode, Options, compile_with_warnings};

fn listing(name: &str, source: &str) -> String {
    let mut mode = Mode::Exec;
    let mut options = Options::default();
    for word in source.lines().next().and_then(|line| line.strip_prefix("# options: ")).unwrap_or_default().split(' ') {
        match word {
            "" => {}
            "single" => mode = Mode::Single,
            "eval" => mode = Mode::Eval,
            "await" => options.top_level_await = true,
            _ => match word.strip_prefix("optimize=").and_then(|level| level.parse().ok()) {
                Some(level) => options.optimize = level,
                None => panic!("{name}: unknown option {word}"),
            },
        }
    }
    let mut out = String::new();
    match compile_with_warnings(source, name, mode, options) {
        Ok(compilation) => {
            for warning in &compilation.warnings {
                writeln!(out, "line {}: {}", warning.line, warning.msg).expect("writing to a String succeeds");
            }
            verify(&compilation.code).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            out += &dis::disassemble(&compilation.code);
        }
        Err(error) => panic!("{}", error.render()),
    }
    out
}

#[test]
fn listings_are_as_accepted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dis");
    let accept = std::env::var_os("TAIPAN_ACCEPT").is_some();
    let mut sources: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    sources.sort();
    assert!(sources.len() > 20, "only {} cases found", sources.len());
    let mut wrong = Vec::new();
    for path in sources {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).expect("readable");
        let got = listing(&name, &source);
        let expected_path = path.with_extension("dis");
        if accept {
            std::fs::write(&expected_path, &got).expect("writable");
            continue;
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if got != expected {
            let line = got.lines().zip(expected.lines()).take_while(|(a, b)| a == b).count();
            let show = |text: &str| text.lines().nth(line).unwrap_or("<end>").to_owned();
            wrong.push(format!(
                "{name}, line {}:\n  got      {}\n  expected {}",
                line + 1,
                show(&got),
                show(&expected)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
