//! `compare`: one script of the user's with the JIT on and off and under python3, and a verdict in words.

use crate::args::CompareOptions;
use crate::interpreter::{self, Interpreter, NO_JIT, PYTHON, TAIPAN};
use crate::report::{Cell, Status};
use crate::suite::{self, Job};
use crate::table;

/// Below this the difference between two times is called none.
const NOTICEABLE: f64 = 1.05;

/// Runs the script and prints a table and the verdict; true if all runs ended well with one output.
pub fn run(options: &CompareOptions) -> Result<bool, String> {
    if !options.script.is_file() {
        return Err(format!("{}: no such script", options.script.display()));
    }
    let default = [TAIPAN, NO_JIT, PYTHON].map(str::to_string);
    let wanted = if options.interpreters.is_empty() { &default[..] } else { &options.interpreters };
    let line_up = interpreter::line_up(options.taipan.as_deref(), wanted)?;
    let label = options.script.display().to_string();
    let job = Job {
        script: &options.script,
        args: &options.args,
        expected: None,
        repeats: options.repeats,
        timeout: options.timeout,
        label: &label,
    };
    let cells = suite::run_all(&job, &line_up.present);
    print!("{}", figures(&cells, &line_up.present));
    for (id, reason) in &line_up.missing {
        println!("{id} did not take part: {reason}");
    }
    println!("\n{}", verdict(&label, &cells));
    Ok(cells.iter().all(|cell| cell.status == Status::Ok))
}

/// One line per interpreter: median, fastest and slowest run, memory, version; below it what went wrong.
fn figures(cells: &[Cell], interpreters: &[Interpreter]) -> String {
    let mut text = String::new();
    for (cell, interpreter) in cells.iter().zip(interpreters) {
        text += &format!("{:<14}", cell.interpreter);
        if let Some(median) = time(cell) {
            let fastest = cell.wall_s.iter().copied().fold(f64::MAX, f64::min);
            let slowest = cell.wall_s.iter().copied().fold(f64::MIN, f64::max);
            let range = format!("({} to {})", table::time(fastest), table::time(slowest));
            let megabytes = cell.peak_bytes as f64 / 1e6;
            text +=
                &format!("{:>8} s  {range:<17} {megabytes:>5.0} MB  {}\n", table::time(median), interpreter.version);
        } else {
            text += &format!("{:>10}  {}\n", table::status_word(cell.status), interpreter.version);
        }
        if let Some(problem) = &cell.problem {
            text += &format!("    {problem}\n");
        }
    }
    text
}

/// The median of the runs that came to their end. A user's script may well print its own times, so an output that differs
/// is remarked upon and does not take the time away.
fn time(cell: &Cell) -> Option<f64> {
    if matches!(cell.status, Status::Ok | Status::Wrong) { cell.median_s } else { None }
}

/// What the figures mean, in a few sentences.
fn verdict(script: &str, cells: &[Cell]) -> String {
    let time_of = |id: &str| cells.iter().find(|cell| cell.interpreter == id).and_then(time);
    let mut sentences = Vec::new();
    if let (Some(with), Some(without)) = (time_of(TAIPAN), time_of(NO_JIT)) {
        sentences.push(jit_sentence(script, with, without));
    }
    if let (Some(taipan), Some(python)) = (time_of(TAIPAN), time_of(PYTHON)) {
        sentences.push(match python / taipan {
            f if f >= NOTICEABLE => {
                format!("Taipan takes {}: {} times as fast as python3.", seconds(taipan), table::ratio(f))
            }
            f if f > 1.0 / NOTICEABLE => "Taipan and python3 take the same time.".to_string(),
            f => format!("Taipan takes {}: {} times as long as python3.", seconds(taipan), table::ratio(1.0 / f)),
        });
    }
    sentences.push(soundness(cells));
    sentences.join("\n")
}

/// Whether the figures can be trusted.
fn soundness(cells: &[Cell]) -> String {
    let failed: Vec<&str> =
        cells.iter().filter(|cell| time(cell).is_none()).map(|cell| cell.interpreter.as_str()).collect();
    if failed.len() == cells.len() {
        return "The script fails under all of them.".to_string();
    }
    if !failed.is_empty() {
        return format!("The script FAILS under {}: see above.", failed.join(" and "));
    }
    if cells.iter().any(|cell| cell.status == Status::Wrong) {
        return "The outputs DIFFER: see above. That is to be expected only if the script prints times, addresses or \
                unseeded random numbers."
            .to_string();
    }
    "All outputs agree.".to_string()
}

fn jit_sentence(script: &str, with: f64, without: f64) -> String {
    let hint = format!("`taipan --jit-log=log.html {script}` shows why.");
    match without / with {
        gain if gain >= NOTICEABLE => {
            format!(
                "The JIT makes it {} times as fast: {} instead of {}.",
                table::ratio(gain),
                seconds(with),
                seconds(without)
            )
        }
        gain if gain > 1.0 / NOTICEABLE => format!("The JIT makes no difference. {hint}"),
        gain => format!("The JIT makes it SLOWER: {} times as long. {hint}", table::ratio(1.0 / gain)),
    }
}

fn seconds(value: f64) -> String {
    format!("{} s", table::time(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{cell, failed};

    #[test]
    fn a_gain_is_put_in_numbers() {
        let cells = [cell(TAIPAN, 0.5), cell(NO_JIT, 2.0), cell(PYTHON, 3.0)];
        assert_eq!(
            verdict("my.py", &cells),
            "The JIT makes it 4.00 times as fast: 0.500 s instead of 2.000 s.\n\
             Taipan takes 0.500 s: 6.00 times as fast as python3.\n\
             All outputs agree."
        );
    }

    #[test]
    fn a_loss_is_said_aloud_and_leads_to_the_log() {
        let text = verdict("my.py", &[cell(TAIPAN, 2.0), cell(NO_JIT, 1.0), cell(PYTHON, 2.01)]);
        assert!(text.contains("SLOWER: 2.00 times as long. `taipan --jit-log=log.html my.py`"), "{text}");
        assert!(text.contains("the same time"), "{text}");
    }

    #[test]
    fn a_failure_is_named_and_has_no_time() {
        let cells = [failed(TAIPAN, Status::Crash, "SIGSEGV"), cell(NO_JIT, 1.0), cell(PYTHON, 2.0)];
        assert_eq!(verdict("my.py", &cells), "The script FAILS under taipan: see above.");
        let text = verdict("my.py", &cells[..1]);
        assert_eq!(text, "The script fails under all of them.");
    }

    #[test]
    fn outputs_that_differ_keep_their_times() {
        let wrong = Cell { status: Status::Wrong, problem: Some("line 1".to_string()), ..cell(TAIPAN, 0.5) };
        let text = verdict("my.py", &[wrong, cell(NO_JIT, 1.0)]);
        assert!(text.starts_with("The JIT makes it 2.00 times as fast"), "{text}");
        assert!(text.contains("DIFFER"), "{text}");
    }
}
