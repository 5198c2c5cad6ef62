//! The report as text: one row per program, three groups of columns (seconds, speed, peak memory), the geometric
//! means, and below that everything that went wrong or is missing.

use std::fmt::Write;

use crate::interpreter::{NO_JIT, PYPY, TAIPAN};
use crate::report::{Cell, Mean, ProgramResult, Report, Status};
use crate::stats;

/// Medians whose samples lie farther apart than this share are marked.
const NOISY: f64 = 0.10;

/// A group of columns under one title.
struct Group {
    title: String,
    columns: Vec<Column>,
}

/// One column: its heading and its cells, the last of which belongs to the row of means.
struct Column {
    heading: String,
    cells: Vec<String>,
}

/// The whole text, ending in a newline.
pub fn render(report: &Report) -> String {
    let mut groups = vec![names(report), seconds(report), speeds(report), memory(report)];
    groups.retain(|group| !group.columns.is_empty());
    let mut text = heading(report);
    text.push_str(&grid(&groups));
    text.push_str(&notes(report));
    text
}

/// What an interpreter is called in a heading.
pub fn short_name(id: &str) -> &str {
    if id == NO_JIT { "no jit" } else { id }
}

/// A ratio with about three digits.
pub fn ratio(value: f64) -> String {
    match value {
        v if v < 9.995 => format!("{v:.2}"),
        v if v < 99.95 => format!("{v:.1}"),
        v => format!("{v:.0}"),
    }
}

/// Seconds with about three digits.
pub fn time(value: f64) -> String {
    if value < 9.9995 { format!("{value:.3}") } else { format!("{value:.2}") }
}

/// What stands where a figure would be if the runs had gone well.
pub fn status_word(status: Status) -> &'static str {
    match status {
        Status::Ok => "",
        Status::Wrong => "wrong",
        Status::Crash => "crash",
        Status::Timeout => "timeout",
    }
}

fn heading(report: &Report) -> String {
    let runs = if report.repeats == 1 { "one run".to_string() } else { format!("medians of {} runs", report.repeats) };
    let mut text = format!("Sizes: {}; {runs} each; whole processes. Taken {}", report.sizes, report.taken);
    if !report.commit.is_empty() {
        write!(text, " at commit {}", report.commit).expect("a string takes everything");
    }
    text + "\n\n"
}

fn names(report: &Report) -> Group {
    let mut programs = Column { heading: "program".to_string(), cells: Vec::new() };
    let mut sizes = Column { heading: "size".to_string(), cells: Vec::new() };
    for program in &report.programs {
        programs.cells.push(program.name.clone());
        sizes.cells.push(program.size.to_string());
    }
    programs.cells.push("geometric mean".to_string());
    sizes.cells.push(String::new());
    Group { title: String::new(), columns: vec![programs, sizes] }
}

fn seconds(report: &Report) -> Group {
    let show = |cell: &Cell| match cell.time() {
        Some(seconds) if stats::spread(&cell.wall_s).is_some_and(|s| s > NOISY) => format!("{}~", time(seconds)),
        Some(seconds) => time(seconds) + " ",
        None => status_word(cell.status).to_string() + " ",
    };
    let mut columns = per_interpreter(report, show);
    // The headings leave room for the mark as well.
    columns.iter_mut().for_each(|column| column.heading.push(' '));
    Group { title: "seconds".to_string(), columns }
}

fn memory(report: &Report) -> Group {
    let show = |cell: &Cell| match cell.time() {
        Some(_) => format!("{:.0}", cell.peak_bytes as f64 / 1e6),
        None => "-".to_string(),
    };
    Group { title: "peak MB".to_string(), columns: per_interpreter(report, show) }
}

/// A column for each interpreter, with nothing in the row of means.
fn per_interpreter(report: &Report, show: impl Fn(&Cell) -> String) -> Vec<Column> {
    let column = |id: &str| {
        let cells = report.programs.iter().map(|program| program.cell(id).map_or(String::new(), &show));
        Column { heading: short_name(id).to_string(), cells: cells.chain([String::new()]).collect() }
    };
    report.interpreters.iter().map(|interpreter| column(&interpreter.id)).collect()
}

/// How many times as fast as the baseline; and, for taipan, as PyPy.
fn speeds(report: &Report) -> Group {
    let others = report.interpreters.iter().filter(|interpreter| interpreter.id != report.baseline);
    let mut columns: Vec<Column> =
        others.map(|interpreter| speed_column(report, &interpreter.id, &report.baseline)).collect();
    if report.has(TAIPAN) && report.has(PYPY) && report.baseline != PYPY {
        let mut column = speed_column(report, TAIPAN, PYPY);
        column.heading = "taipan/pypy3".to_string();
        columns.push(column);
    }
    Group { title: format!("speed, {} = 1", short_name(&report.baseline)), columns }
}

fn speed_column(report: &Report, id: &str, than: &str) -> Column {
    let show = |program: &ProgramResult| program.speed(id, than).map_or("-".to_string(), ratio);
    let mut cells: Vec<String> = report.programs.iter().map(show).collect();
    cells.push(report.mean_speed(id, than).map_or("-".to_string(), |mean| ratio(mean.speed)));
    Column { heading: short_name(id).to_string(), cells }
}

/// Lays the groups out side by side: the first column to the left, all others to the right.
fn grid(groups: &[Group]) -> String {
    let widths: Vec<Vec<usize>> = groups.iter().map(Group::widths).collect();
    let rows = groups[0].columns[0].cells.len();
    let row = |pick: &dyn Fn(&Column) -> String| {
        let parts = groups.iter().zip(&widths).enumerate().map(|(number, (group, widths))| {
            let cells = group.columns.iter().zip(widths).enumerate().map(|(i, (column, width))| {
                let cell = pick(column);
                if number == 0 && i == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            cells.collect::<Vec<_>>().join("  ")
        });
        parts.collect::<Vec<_>>().join(" │ ").trim_end().to_string() + "\n"
    };

    let titles = groups.iter().zip(&widths).map(|(group, widths)| format!("{:^1$}", group.title, group_width(widths)));
    let mut text = titles.collect::<Vec<_>>().join(" │ ").trim_end().to_string() + "\n";
    text += &row(&|column| column.heading.clone());
    let dashes: Vec<String> = widths.iter().map(|group| "─".repeat(group_width(group) + 2)).collect();
    // Nothing stands before the first column, so the rule starts with it.
    let line = dashes.join("┼").replacen('─', "", 1) + "\n";
    text += &line;
    for index in 0..rows - 1 {
        text += &row(&|column| column.cells[index].clone());
    }
    text += &line;
    text + &row(&|column| column.cells[rows - 1].clone())
}

impl Group {
    fn widths(&self) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(Column::width).collect();
        // A title that is wider than its columns widens the first of them.
        let missing = self.title.chars().count().saturating_sub(group_width(&widths));
        widths[0] += missing;
        widths
    }
}

impl Column {
    fn width(&self) -> usize {
        self.cells.iter().chain([&self.heading]).map(|cell| cell.chars().count()).max().unwrap_or(0)
    }
}

fn group_width(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + 2 * (widths.len() - 1)
}

/// All that the grid cannot say.
fn notes(report: &Report) -> String {
    let mut lines = Vec::new();
    let noisy = |cell: &Cell| stats::spread(&cell.wall_s).is_some_and(|spread| spread > NOISY);
    if report.programs.iter().flat_map(|program| &program.results).any(noisy) {
        lines.push(format!("~ the runs lie more than {:.0} % apart", NOISY * 100.0));
    }
    let all = report.programs.len();
    let means = report.interpreters.iter().filter_map(|i| report.mean_speed(&i.id, &report.baseline));
    for Mean { interpreter, programs, .. } in means.filter(|mean| mean.programs < all) {
        lines.push(format!("The mean of {interpreter} covers {programs} of {all} programs: the others went wrong."));
    }
    let problems = report.problems();
    if !problems.is_empty() {
        lines.push("\nProblems:".to_string());
    }
    for (program, interpreter, problem) in problems {
        lines.push(format!("  {program}, {interpreter}: {problem}"));
    }
    if !report.missing.is_empty() {
        lines.push("\nDid not take part:".to_string());
    }
    for missing in &report.missing {
        lines.push(format!("  {}: {}", missing.id, missing.reason));
    }
    lines.push(String::new());
    for interpreter in &report.interpreters {
        lines.push(format!("{}: {} ({})", interpreter.id, interpreter.version, interpreter.command));
    }
    let machine = &report.machine;
    lines.push(format!(
        "Machine: {}, {} CPUs, {}, {}",
        machine.cpu, machine.logical_cpus, machine.system, machine.kernel
    ));
    lines.extend(machine.is_busy().map(|warning| format!("Beware: {warning}")));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn the_grid_is_laid_out_in_groups() {
        let text = render(&samples::report());
        let grid: Vec<&str> = text.lines().skip(2).take(7).collect();
        let expected = [
            "                     │          seconds          │     speed, python3 = 1      │        peak MB",
            "program         size │ taipan   python3   pypy3  │ taipan  pypy3  taipan/pypy3 │ taipan  python3  pypy3",
            "─────────────────────┼───────────────────────────┼─────────────────────────────┼────────────────────────",
            "fib             1000 │  0.500     2.000   1.000  │   4.00   2.00          2.00 │     10       10     10",
            "lu              1000 │  crash     3.000   0.500  │      -   6.00             - │      -       10     10",
            "─────────────────────┼───────────────────────────┼─────────────────────────────┼────────────────────────",
            "geometric mean       │                           │   4.00   3.46          2.00 │",
        ];
        assert_eq!(grid, expected);
    }

    #[test]
    fn failures_and_means_are_spelled_out() {
        let text = render(&samples::report());
        assert!(text.contains("\n  lu, taipan: SIGSEGV\n"), "{text}");
        assert!(text.contains("The mean of taipan covers 1 of 2 programs"), "{text}");
    }

    #[test]
    fn runs_that_lie_apart_are_marked() {
        let mut report = samples::report();
        report.programs[0].results[0].wall_s = vec![0.4, 0.5, 0.6];
        let text = render(&report);
        assert!(text.contains(" 0.500~ ") && text.contains("~ the runs lie more than 10 % apart"), "{text}");
    }

    #[test]
    fn figures_keep_three_digits() {
        assert_eq!([ratio(0.5), ratio(9.996), ratio(12.34), ratio(123.4)], ["0.50", "10.0", "12.3", "123"]);
        assert_eq!([time(0.0123), time(12.345)], ["0.012", "12.35"]);
    }
}
