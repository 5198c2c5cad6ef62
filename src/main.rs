//! The command line.

use std::process::ExitCode;
use taipan::command::{self, Parsed};

fn main() -> ExitCode {
    let args = std::env::args_os().skip(1);
    let status = match command::parse(args) {
        Ok(Parsed::Run(c)) => command::execute(c),
        Ok(Parsed::Print(text)) => {
            print!("{text}");
            0
        }
        Err(message) => {
            eprintln!("taipan: {message}\nTry `taipan --help' for more information.");
            2
        }
    };
    ExitCode::from(u8::try_from(status & 0xff).unwrap_or(1))
}
