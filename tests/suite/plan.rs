//! The work: every selected case in every selected mode, dealt out to a few threads.

use crate::case::{Case, Oracle};
use crate::modes::{self, Mode};
use crate::options::Options;
use crate::process::{self, End, Run};
use crate::verdict;
use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// One case in one mode.
pub struct Job {
    case: Arc<Case>,
    mode: Mode,
}

/// What became of a job.
pub struct Outcome {
    /// Name of the case.
    pub case: String,
    /// Name of the mode.
    pub mode: &'static str,
    /// Empty for a pass.
    pub faults: String,
    /// What a failing run had to say: the message of a panic, else the last line of stderr.
    pub last_words: String,
    /// How long the run took.
    pub time: Duration,
}

/// Case × mode; under the oracle only the cases that it may judge.
pub fn jobs(cases: Vec<Case>, options: &Options) -> Result<Vec<Job>, String> {
    let modes = modes::select(options)?;
    let version = if options.oracle { Some(oracle_version(options)?) } else { None };
    let askable = |case: &Case| match (version, case.oracle) {
        (None, _) => true,
        (Some(version), Oracle::From(least)) => version >= least,
        (Some(_), Oracle::None) => false,
    };
    let cases = cases.into_iter().filter(askable).map(Arc::new);
    let named = |mode: &Mode| options.modes.iter().chain(&options.stress).any(|n| n == mode.name || n == "all");
    let fits = |case: &Case, mode: &Mode| named(mode) || mode.suits(&case.name);
    let jobs = cases.flat_map(|case| {
        let modes: Vec<Mode> = modes.iter().copied().filter(|mode| fits(&case, mode)).collect();
        modes.into_iter().map(move |mode| Job { case: Arc::clone(&case), mode })
    });
    Ok(jobs.collect())
}

/// Runs all jobs; the outcomes come sorted by case and mode.
pub fn run(jobs: Vec<Job>, options: &Options) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<Outcome>> = Mutex::new(Vec::with_capacity(jobs.len()));
    thread::scope(|scope| {
        for _ in 0..options.threads {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = run_one(job, options);
                    done.lock().expect("no thread panics with the lock held").push(outcome);
                }
            });
        }
    });
    let mut outcomes = done.into_inner().expect("no thread panics with the lock held");
    outcomes.sort_by(|a, b| (&a.case, a.mode).cmp(&(&b.case, b.mode)));
    outcomes
}

fn run_one(job: &Job, options: &Options) -> Outcome {
    let run = process::run(&job.case, &job.mode, options);
    let faults = if options.bless && !job.case.pinned {
        bless(&job.case, &run)
    } else {
        verdict::judge(&job.case, &run, options)
    };
    let last_words = last_words(&run.stderr);
    Outcome { case: job.case.name.clone(), mode: job.mode.name, faults, last_words, time: run.time }
}

fn last_words(stderr: &str) -> String {
    let mut lines = stderr.trim_end().lines();
    match lines.clone().skip_while(|line| !line.contains(" panicked at ")).collect::<Vec<_>>().as_slice() {
        [place, message, ..] => format!("{message} ({})", place.rsplit("panicked at ").next().unwrap_or_default()),
        _ => lines.next_back().unwrap_or_default().to_owned(),
    }
}

/// Writes the oracle's stdout (and stderr, where the case has a `.err` file) as the expectation.
fn bless(case: &Case, run: &Run) -> String {
    if run.end != End::Exit(case.exit) {
        return format!("the oracle ended with {:?}, the case says exit {}\n{}\n", run.end, case.exit, run.stderr);
    }
    let silent = case.stderr.is_none() && case.stderr_last.is_none();
    if silent && !run.stderr.is_empty() {
        return format!("the oracle wrote to stderr:\n{}\n", run.stderr);
    }
    let mut result = fs::write(&case.out_file, &run.stdout);
    if case.stderr.is_some() {
        result = result.and_then(|()| fs::write(case.out_file.with_extension("err"), &run.stderr));
    }
    result.err().map(|error| format!("{}: {error}\n", case.out_file.display())).unwrap_or_default()
}

fn oracle_version(options: &Options) -> Result<u32, String> {
    let mut command = Command::new(&options.interpreter);
    let output = command.args(["-c", "import sys; print(sys.version_info[1])"]).output();
    let output = output.map_err(|error| format!("{}: {error}", options.interpreter.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().map_err(|_| format!("{} does not tell its version", options.interpreter.display()))
}
