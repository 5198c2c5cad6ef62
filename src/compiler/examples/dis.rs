//! Prints the disassembly of a file: `cargo run -p taipan-compiler --example dis -- file.py`. With `--check` and several
//! files, only says what is wrong with them; with `--error`, prints errors in one line, as attributes.

use taipan_compiler::{Mode, Options, compile};

fn main() {
    let (mut check, mut brief) = (false, false);
    for path in std::env::args().skip(1) {
        match path.as_str() {
            "--check" => check = true,
            "--error" => brief = true,
            _ => show(&path, check, brief),
        }
    }
}

fn show(path: &str, check: bool, brief: bool) {
    let Ok(source) = std::fs::read_to_string(path) else {
        return eprintln!("{path}: not readable as UTF-8");
    };
    match compile(&source, path, Mode::Exec, Options::default()) {
        Ok(code) => {
            if let Err(fault) = taipan_bytecode::verify(&code) {
                println!("{path}: {fault}");
            } else if brief {
                println!("OK");
            } else if !check {
                print!("{}", taipan_bytecode::dis::disassemble(&code));
            }
        }
        Err(e) if brief => {
            println!("{}|{}|{}:{}-{}:{}", e.kind.name(), e.msg, e.line, e.col, e.end_line, e.end_col);
        }
        Err(e) => print!("{}", e.render()),
    }
}
