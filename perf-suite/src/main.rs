//! The performance suite's command line: it dispatches to `suite`, `compare` and `show`, and turns what they found into
//! an exit status. 0: all agree; 1: a wrong output, a crash or a timeout; 2: nothing could be measured.
//!
//! The way of the data: `args` and `programs` say what to run, `interpreter` with what, `process` runs it once,
//! `suite` runs everything and fills a `report`; `table`, `chart` and `json` show the report.

mod args;
mod chart;
mod compare;
mod interpreter;
mod machine;
mod outcome;
mod process;
mod programs;
mod report;
mod stats;
mod suite;
mod table;

use std::path::Path;
use std::process::ExitCode;

use args::{Command, ShowOptions, SuiteOptions};
use report::Report;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args_os()) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("taipan-perf: {message}\nTry --help.");
            return ExitCode::from(2);
        }
    };
    let sound = match command {
        Command::Help => {
            print!("{}", args::USAGE);
            Ok(true)
        }
        Command::List => list(),
        Command::Suite(options) => run_suite(&options),
        Command::Compare(options) => compare::run(&options),
        Command::Show(options) => show(&options),
    };
    match sound {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            eprintln!("taipan-perf: {message}");
            ExitCode::from(2)
        }
    }
}

fn list() -> Result<bool, String> {
    for program in programs::load()? {
        println!("{:<10} {:<15} {}", program.suite.folder(), program.name, program.exercises);
    }
    Ok(true)
}

fn run_suite(options: &SuiteOptions) -> Result<bool, String> {
    let programs = programs::select(programs::load()?, options.suite, &options.programs)?;
    let line_up = interpreter::line_up(options.taipan.as_deref(), &options.interpreters)?;
    let report = suite::measure(&programs, line_up, options);
    print!("{}", table::render(&report));
    if let Some(path) = &options.json {
        write(path, &report.to_json())?;
    }
    if let Some(path) = &options.chart {
        write(path, &chart::render(&report, path))?;
    }
    Ok(report.is_sound())
}

fn show(options: &ShowOptions) -> Result<bool, String> {
    let text = std::fs::read_to_string(&options.json).map_err(|e| format!("{}: {e}", options.json.display()))?;
    let report = Report::from_json(&text).map_err(|e| format!("{}: {e}", options.json.display()))?;
    print!("{}", table::render(&report));
    if let Some(path) = &options.chart {
        write(path, &chart::render(&report, path))?;
    }
    Ok(report.is_sound())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    eprintln!("wrote {}", path.display());
    Ok(())
}
