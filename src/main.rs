//! The command line.

use std::process::ExitCode;
use taipan::command::{self, Parsed};
use taipan::program::Exit;

fn main() -> ExitCode {
    let args = std::env::args_os().skip(1);
    let exit = match command::parse(args) {
        Ok(Parsed::Run(c)) => command::execute(c),
        Ok(Parsed::Print(text)) => {
            command::print(&text);
            Exit::Status(0)
        }
        Ok(Parsed::Refuse(message, status)) => {
            eprintln!("taipan: {message}");
            Exit::Status(status)
        }
        Err(message) => {
            eprintln!("{message}");
            Exit::Status(2)
        }
    };
    match exit {
        Exit::Status(status) => ExitCode::from(u8::try_from(status & 0xff).unwrap_or(1)),
        Exit::Interrupted => {
            taipan::object::end_by_interrupt();
            ExitCode::from(130)
        }
    }
}
