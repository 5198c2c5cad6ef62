//! Runs programs under interpreters and fills the report.
//!
//! The interpreters take turns, and the turn starts with another one in each round, so that a machine that warms up
//! or is disturbed for a while treats all alike. Who crashes or times out is not run again: it has nothing to add.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::args::SuiteOptions;
use crate::interpreter::{Interpreter, LineUp, NO_JIT, PYPY, PYTHON, TAIPAN};
use crate::machine::{self, Machine};
use crate::outcome;
use crate::process;
use crate::programs::{Program, Sizes};
use crate::report::{Cell, Competitor, Missing, ProgramResult, Report, Status};
use crate::stats;

/// Whose word counts when outputs differ, and whose speed is 1: the first of these that took part. Anybody else comes
/// before taipan itself.
const AUTHORITIES: [&str; 2] = [PYTHON, PYPY];

/// Measures all programs, with progress on standard error.
pub fn measure(programs: &[Program], line_up: LineUp, options: &SuiteOptions) -> Report {
    let machine = Machine::here();
    if let Some(warning) = machine.is_busy() {
        eprintln!("{warning}");
    }
    let mut report = Report::new(machine, options.sizes, options.repeats, options.timeout.as_secs_f64());
    report.taken = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
    report.commit = machine::commit();
    report.baseline = authority(&line_up.present);
    for interpreter in &line_up.present {
        let command = interpreter.command.display().to_string();
        report.interpreters.push(Competitor {
            id: interpreter.id.clone(),
            version: interpreter.version.clone(),
            command,
        });
    }
    report.missing = line_up.missing.into_iter().map(|(id, reason)| Missing { id, reason }).collect();

    for (number, program) in programs.iter().enumerate() {
        let label = format!("[{}/{}] {}", number + 1, programs.len(), program.name);
        let size = program.size(options.sizes);
        let args = [OsString::from(size.to_string())];
        let job = Job {
            script: &program.path,
            args: &args,
            expected: (options.sizes == Sizes::Small).then_some(&program.small_output),
            repeats: options.repeats,
            timeout: options.timeout,
            label: &label,
        };
        let results = run_all(&job, &line_up.present);
        report.programs.push(ProgramResult {
            name: program.name.clone(),
            suite: program.suite,
            size,
            exercises: program.exercises.clone(),
            results,
        });
    }
    let means = report.interpreters.iter().filter_map(|i| report.mean_speed(&i.id, &report.baseline)).collect();
    report.geometric_means = means;
    report
}

/// One script, and how to run it.
pub struct Job<'a> {
    pub script: &'a Path,
    pub args: &'a [OsString],
    /// What it should print, where that is known beforehand.
    pub expected: Option<&'a str>,
    pub repeats: usize,
    pub timeout: Duration,
    /// What progress messages call it.
    pub label: &'a str,
}

/// Runs one script under all interpreters and compares what they print. The cells come in the order of the interpreters.
pub fn run_all(job: &Job, interpreters: &[Interpreter]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = interpreters.iter().map(|interpreter| empty_cell(&interpreter.id)).collect();
    for round in 0..job.repeats {
        for turn in 0..interpreters.len() {
            let index = (round + turn) % interpreters.len();
            let interpreter = &interpreters[index];
            if !matches!(cells[index].status, Status::Crash | Status::Timeout) {
                progress(&format!("{}, round {} of {}: {}", job.label, round + 1, job.repeats, interpreter.id));
                run_once(interpreter, job, &mut cells[index]);
            }
        }
    }
    progress("");
    for cell in &mut cells {
        cell.median_s = stats::median(&cell.wall_s);
    }
    compare_outputs(job.expected, &mut cells);
    if !std::io::stderr().is_terminal() {
        eprintln!("{}: {}", job.label, brief(&cells));
    }
    cells
}

fn empty_cell(id: &str) -> Cell {
    Cell {
        interpreter: id.to_string(),
        status: Status::Ok,
        problem: None,
        median_s: None,
        wall_s: Vec::new(),
        cpu_s: Vec::new(),
        peak_bytes: 0,
        output: String::new(),
    }
}

fn run_once(interpreter: &Interpreter, job: &Job, cell: &mut Cell) {
    let finished = match process::run(&interpreter.invocation(job.script, job.args, job.timeout)) {
        Ok(finished) => finished,
        Err(error) => return fail(cell, Status::Crash, format!("cannot be started: {error}")),
    };
    cell.peak_bytes = cell.peak_bytes.max(finished.peak_bytes);
    if let Some((status, problem)) = outcome::failure(&finished) {
        return fail(cell, status, problem);
    }
    let output = String::from_utf8_lossy(&finished.stdout).into_owned();
    if cell.wall_s.is_empty() {
        cell.output = output;
    } else if let Some(how) = outcome::difference(&cell.output, &output) {
        fail(cell, Status::Wrong, format!("the output changes from run to run: {how}"));
    }
    cell.wall_s.push(finished.wall.as_secs_f64());
    cell.cpu_s.push(finished.cpu.as_secs_f64());
}

fn fail(cell: &mut Cell, status: Status, problem: String) {
    cell.status = status;
    cell.problem = Some(problem);
}

/// Marks the cells whose output is not the expected one: the known one, or that of the highest authority that ran well.
fn compare_outputs(known: Option<&str>, cells: &mut [Cell]) {
    let ids: Vec<&str> =
        cells.iter().filter(|cell| cell.status == Status::Ok).map(|cell| cell.interpreter.as_str()).collect();
    let Some(judge) = highest(&ids) else { return };
    let (source, expected) = match known {
        Some(text) => ("the recorded output".to_string(), text.to_string()),
        None => {
            let cell = cells.iter().find(|cell| cell.interpreter == judge).expect("the judge is one of the cells");
            (format!("the output of {judge}"), cell.output.clone())
        }
    };
    for cell in cells.iter_mut().filter(|cell| cell.status == Status::Ok) {
        if let Some(how) = outcome::difference(&expected, &cell.output) {
            fail(cell, Status::Wrong, format!("not {source}: {how}"));
        }
    }
}

fn authority(interpreters: &[Interpreter]) -> String {
    let ids: Vec<&str> = interpreters.iter().map(|interpreter| interpreter.id.as_str()).collect();
    highest(&ids).unwrap_or_default().to_string()
}

fn highest<'a>(ids: &[&'a str]) -> Option<&'a str> {
    let named = |name: &str| ids.iter().copied().find(|id| *id == name);
    let stranger = || ids.iter().copied().find(|id| *id != TAIPAN && *id != NO_JIT);
    AUTHORITIES
        .iter()
        .find_map(|name| named(name))
        .or_else(stranger)
        .or_else(|| named(NO_JIT))
        .or_else(|| named(TAIPAN))
}

/// One line of medians or statuses, for logs.
fn brief(cells: &[Cell]) -> String {
    let one = |cell: &Cell| match cell.time() {
        Some(seconds) => format!("{} {seconds:.3} s", cell.interpreter),
        None => format!("{} {:?}", cell.interpreter, cell.status).to_lowercase(),
    };
    cells.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Rewrites one line on a terminal; says nothing elsewhere.
fn progress(text: &str) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        // A terminal that went away is no reason to stop measuring.
        let _ = write!(stderr, "\r\x1b[K{text}");
        let _ = stderr.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{interpreter, programs};

    /// An interpreter for shell scripts.
    fn shell(id: &str, args: &[&str]) -> Interpreter {
        Interpreter {
            id: id.to_string(),
            command: "/bin/sh".into(),
            args: args.iter().map(OsString::from).collect(),
            version: String::new(),
        }
    }

    /// Runs `body` as a script with the argument 7.
    fn run(name: &str, body: &str, interpreters: &[Interpreter]) -> Vec<Cell> {
        run_expecting(None, name, body, interpreters)
    }

    fn run_expecting(expected: Option<&str>, name: &str, body: &str, interpreters: &[Interpreter]) -> Vec<Cell> {
        let path = std::env::temp_dir().join(format!("taipan-perf-{}-{name}.sh", std::process::id()));
        std::fs::write(&path, body).unwrap();
        let job = Job {
            script: &path,
            args: &["7".into()],
            expected,
            repeats: 2,
            timeout: Duration::from_secs(20),
            label: name,
        };
        let cells = run_all(&job, interpreters);
        std::fs::remove_file(&path).unwrap();
        cells
    }

    #[test]
    fn agreeing_runs_are_counted() {
        let cells = run("agree", "echo $1", &[shell(TAIPAN, &[]), shell(PYTHON, &[])]);
        for cell in cells {
            assert_eq!((cell.status, cell.output.as_str(), cell.wall_s.len()), (Status::Ok, "7\n", 2));
        }
    }

    #[test]
    fn whoever_differs_from_python_is_wrong() {
        // With -e the failing command ends the script early.
        let interpreters = [shell(TAIPAN, &["-e"]), shell(PYPY, &[]), shell(PYTHON, &[])];
        let cells = run("differ", "echo a\ntest -z \"$-\" || case $- in *e*) exit 0;; esac\necho b", &interpreters);
        assert_eq!(cells[0].status, Status::Wrong);
        assert_eq!(cells[0].problem.as_deref(), Some("not the output of python3: ends after 1 of 2 lines"));
        assert_eq!((cells[1].status, cells[2].status), (Status::Ok, Status::Ok));
    }

    #[test]
    fn a_recorded_output_judges_everybody() {
        let cells = run_expecting(Some("8\n"), "recorded", "echo $1", &[shell(TAIPAN, &[]), shell(PYTHON, &[])]);
        for cell in cells {
            let problem = cell.problem.unwrap();
            assert_eq!(problem, "not the recorded output: line 1 should be \"8\" and is \"7\"");
        }
    }

    #[test]
    fn who_fails_is_run_once_and_judges_nobody() {
        let body = "case $- in *e*) echo broken >&2; exit 4;; esac\necho fine";
        let cells = run("fail", body, &[shell(TAIPAN, &[]), shell(PYTHON, &["-e"])]);
        assert_eq!((cells[0].status, cells[0].wall_s.len()), (Status::Ok, 2));
        assert_eq!(cells[1].status, Status::Crash);
        assert_eq!(cells[1].problem.as_deref(), Some("exit status 4: broken"));
    }

    #[test]
    fn the_programs_print_what_is_recorded() {
        let Ok(python) = interpreter::line_up(None, &[PYTHON.to_string()]) else {
            eprintln!("skipped: this machine has no python3");
            return;
        };
        for program in programs::load().unwrap() {
            let job = Job {
                script: &program.path,
                args: &[program.small.to_string().into()],
                expected: Some(&program.small_output),
                repeats: 1,
                timeout: Duration::from_secs(20),
                label: &program.name,
            };
            let cells = run_all(&job, &python.present);
            assert_eq!(cells[0].problem, None, "{}", program.name);
        }
    }

    #[test]
    fn an_output_that_changes_is_wrong() {
        let cells = run("change", "date +%N", &[shell(PYTHON, &[])]);
        assert_eq!(cells[0].status, Status::Wrong);
        assert!(cells[0].problem.as_ref().unwrap().contains("from run to run"));
    }

    #[test]
    fn authority_goes_to_python_then_to_strangers_then_to_the_plain_interpreter() {
        assert_eq!(highest(&[TAIPAN, PYPY, PYTHON]), Some(PYTHON));
        assert_eq!(highest(&[TAIPAN, NO_JIT, "graalpy"]), Some("graalpy"));
        assert_eq!(highest(&[TAIPAN, NO_JIT]), Some(NO_JIT));
        assert_eq!(highest(&[]), None);
    }
}
