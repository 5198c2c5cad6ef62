//! The language suite: runs every case of `tests/lang` and every program of `perf-suite` with the built `taipan`,
//! once per mode, and compares what came out with what CPython said when the case was written.
//!
//! Its own `main` rather than libtest: the unit of work is (case, mode), the cases are found at run time, and a
//! failure wants a diff rather than a panic message. Flow: `options` -> `case` / `programs` (find) -> `plan`
//! (case × mode) -> `process` (run) -> `verdict` (compare) -> `report`.
//!
//! ```text
//! cargo test --test suite                          everything, all standard modes
//! cargo test --test suite -- dict jit/overflow     only cases whose name contains one of these
//! cargo test --test suite -- --mode off            one mode
//! TAIPAN_STRESS=exit-everywhere cargo test --test suite        one stress mode more
//! cargo test --test suite -- --python python3.14 [--bless]     ask CPython instead; write its answers
//! ```

mod case;
mod diff;
mod expected;
mod modes;
mod options;
mod plan;
mod process;
mod programs;
mod report;
mod verdict;

use std::process::ExitCode;

fn main() -> ExitCode {
    let options = match options::Options::from_env() {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("suite: {message}");
            ExitCode::from(2)
        }
    }
}

/// Finds, runs and reports; true when nothing unexpected happened.
fn run(options: &options::Options) -> Result<bool, String> {
    let mut cases = case::find(&options.tests_dir().join("lang"))?;
    cases.extend(programs::find(&options.root)?);
    cases.retain(|case| options.selects(&case.name));
    if options.list {
        for case in &cases {
            println!("{}: test", case.name);
        }
        return Ok(true);
    }
    let jobs = plan::jobs(cases, options)?;
    let outcomes = plan::run(jobs, options);
    let expected = expected::List::read(&options.tests_dir().join("lang/expected-failures.txt"))?;
    Ok(report::print(&outcomes, &expected, options))
}
