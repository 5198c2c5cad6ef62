//! The program fuzzer: random Python programs, run by CPython and by Taipan in many modes, must behave the same.
//!
//! Programs are made from a seed (`program`, `statements`, `expressions`), so a difference is reproduced by its number.
//! They are full of what traces assume and programs break: ints around word sizes, floats with nan and -0.0, lists that
//! change storage, classes that change shape, globals that change, exceptions and early ends of loops; loops are short,
//! and hot because the thresholds are tiny. Flow: `program` (text) -> `compare` (run) -> `reduce` (a smaller text).
//!
//! ```text
//! cargo test --test fuzz                                  a short run, always the same programs
//! TAIPAN_FUZZ=5000 cargo test --test fuzz                 this many programs
//! TAIPAN_FUZZ_SEED=123 TAIPAN_FUZZ=1 cargo test --test fuzz         one program again
//! TAIPAN_FUZZ_SHOW=123 cargo test --test fuzz             print a program
//! TAIPAN_FUZZ_MODES=off,eager                             only some of the modes
//! TAIPAN=target/release/taipan PYTHON=python3.13          other binaries
//! ```
//!
//! Without a CPython, Taipan's own interpreter (`--jit off`) is the oracle.

mod compare;
mod expressions;
mod program;
mod random;
mod reduce;
mod statements;
mod writer;

use std::env;
use std::process::ExitCode;

/// Programs of a run that is not told how many.
const DEFAULT_COUNT: u64 = 25;

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

fn main() -> ExitCode {
    if let Some(seed) = number("TAIPAN_FUZZ_SHOW") {
        print!("{}", program::make(seed));
        return ExitCode::SUCCESS;
    }
    let runner = match compare::Runner::from_env() {
        Ok(runner) => runner,
        Err(message) => {
            eprintln!("fuzz: {message}");
            return ExitCode::from(2);
        }
    };
    let first = number("TAIPAN_FUZZ_SEED").unwrap_or(1);
    let count = number("TAIPAN_FUZZ").unwrap_or(DEFAULT_COUNT);
    let (mut differences, mut skipped) = (0, 0);
    for seed in first..first + count {
        let text = program::make(seed);
        match runner.judge(seed, &text) {
            compare::Verdict::Same => {}
            compare::Verdict::Skipped => skipped += 1,
            compare::Verdict::Different(mode, difference) => {
                differences += 1;
                let small = reduce::reduce(&text, |t| runner.differs(t, &mode).as_ref() == Some(&difference));
                println!("\nprogram {seed} differs in mode {} ({difference:?}):\n{small}", mode.name);
                println!("{}", runner.explain(&small, &mode));
            }
        }
        if count > 1000 && (seed - first) % 500 == 499 {
            println!("{} programs, {differences} differences", seed - first + 1);
        }
    }
    println!("{count} programs, {differences} differences, {skipped} without an answer of the oracle");
    if differences == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
