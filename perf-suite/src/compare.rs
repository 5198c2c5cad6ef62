//! `compare`: one script of the user's with the JIT on and off and under python3, and a verdict in words.

use crate::args::CompareOptions;
use crate::interpreter::{self, Interpreter, NO_JIT, PYTHON, TAIPAN};
use crate::report::{Cell, Status};
use crate::stats;
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

/// One line per interpreter: time, spread, memory, or what went wrong.
fn figures(cells: &[Cell], interpreters: &[Interpreter]) -> String {
    let mut text = String::new();
    for (cell, interpreter) in cells.iter().zip(interpreters) {
        let figure = match cell.time() {
            Some(seconds) => format!(
                "{:>8} s  ±{:>2.0} %  {:>5.0} MB",
                table::time(seconds),
                stats::spread(&cell.wall_s).unwrap_or(0.0) * 50.0,
                cell.peak_bytes as f64 / 1e6,
            ),
            None => format!("{}: {}", table::status_word(cell.status), cell.problem.as_deref().unwrap_or_default()),
        };
        text += &format!("{:<14} {figure}   {}\n", cell.interpreter, interpreter.version);
    }
    text
}

/// What the figures mean, in a few sentences.
fn verdict(script: &str, cells: &[Cell]) -> String {
    let cell = |id: &str| cells.iter().find(|cell| cell.interpreter == id);
    let time = |id: &str| cell(id).and_then(Cell::time);
    let mut sentences = Vec::new();
    if let (Some(with), Some(without)) = (time(TAIPAN), time(NO_JIT)) {
        sentences.push(jit_sentence(script, with, without));
    }
    if let (Some(taipan), Some(python)) = (time(TAIPAN), time(PYTHON)) {
        let factor = python / taipan;
        sentences.push(match factor {
            f if f >= NOTICEABLE => {
                format!("Taipan takes {}: {} times as fast as python3.", seconds(taipan), table::ratio(f))
            }
            f if f > 1.0 / NOTICEABLE => "Taipan and python3 take the same time.".to_string(),
            f => format!("Taipan takes {}: {} times as long as python3.", seconds(taipan), table::ratio(1.0 / f)),
        });
    }
    let failed = |cell: &&Cell| cell.status != Status::Ok;
    if cells.iter().any(|cell| failed(&cell)) {
        let names: Vec<&str> = cells.iter().filter(failed).map(|cell| cell.interpreter.as_str()).collect();
        sentences.push(format!("NOT all runs are sound: see {} above.", names.join(" and ")));
    } else if cells.len() > 1 {
        sentences.push("All outputs agree.".to_string());
    }
    sentences.join("\n")
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
    fn a_failure_is_named_and_its_time_is_none() {
        let text = verdict("my.py", &[failed(TAIPAN, Status::Wrong, "line 1"), cell(NO_JIT, 1.0), cell(PYTHON, 2.0)]);
        assert_eq!(text, "NOT all runs are sound: see taipan above.");
    }
}
