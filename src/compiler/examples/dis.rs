//! Prints the disassembly of a file: `cargo run -p taipan-compiler --example dis -- file.py`. With `--check` and several
//! files, only says what is wrong with them.

use taipan_compiler::{Mode, Options, compile};

fn main() {
    let mut check = false;
    for path in std::env::args().skip(1) {
        if path == "--check" {
            check = true;
            continue;
        }
        let Ok(source) = std::fs::read_to_string(&path) else {
            eprintln!("{path}: not readable as UTF-8");
            continue;
        };
        match compile(&source, &path, Mode::Exec, Options::default()) {
            Ok(code) => {
                if let Err(fault) = taipan_bytecode::verify(&code) {
                    println!("{path}: {fault}");
                } else if !check {
                    print!("{}", taipan_bytecode::dis::disassemble(&code));
                }
            }
            Err(error) => print!("{}", error.render()),
        }
    }
}
