//! The HTML page: the picture, all figures in a table, what went wrong, and where it was measured. No scripts, no
//! network.

use std::fmt::Write;

use super::{escape, svg};
use crate::report::{Cell, Report};
use crate::table;

const STYLE: &str = "\
body { font: 15px/1.5 system-ui, 'DejaVu Sans', sans-serif; color: #1f2937; background: #f3f4f6; margin: 2em auto; max-width: 1000px; padding: 0 1em }
svg { width: 100%; height: auto }
table { border-collapse: collapse; background: #fff; border-radius: 8px; width: 100% }
th, td { padding: .2em .7em; text-align: right; font-variant-numeric: tabular-nums }
th:first-child, td:first-child { text-align: left }
thead th { border-bottom: 1px solid #d1d5db; font-weight: 600 }
tbody tr:hover { background: #ecfdf5 }
td.bad, .bad { color: #b91c1c; font-weight: 600 }
td small { color: #6b7280; margin-left: .5em; display: inline-block; min-width: 2em }
footer { color: #6b7280; font-size: 13px }
";

/// The whole page.
pub fn render(report: &Report) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Taipan: speed against {}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{}<h2>Figures</h2>\n{}",
        escape(report.baseline_version()),
        svg::render(report),
        figures(report)
    );
    page += &problems(report);
    page += &footer(report);
    page + "</body>\n</html>\n"
}

/// Seconds and, smaller, megabytes.
fn figures(report: &Report) -> String {
    let mut html =
        "<p>Median seconds of the whole process; in small print the peak memory in MB.</p>\n<table>\n<thead><tr>\
                    <th>program</th><th>size</th>"
            .to_string();
    for interpreter in &report.interpreters {
        add(&mut html, format_args!("<th>{}</th>", escape(table::short_name(&interpreter.id))));
    }
    html += "</tr></thead>\n<tbody>\n";
    for program in &report.programs {
        let (tip, name) = (escape(&program.exercises), escape(&program.name));
        add(&mut html, format_args!("<tr><td title=\"{tip}\">{name}</td><td>{}</td>", program.size));
        program.results.iter().for_each(|cell| html += &figure(cell));
        html += "</tr>\n";
    }
    html + "</tbody>\n</table>\n"
}

fn figure(cell: &Cell) -> String {
    match cell.time() {
        Some(seconds) => {
            let runs: Vec<String> = cell.wall_s.iter().map(|s| table::time(*s)).collect();
            let megabytes = cell.peak_bytes as f64 / 1e6;
            format!("<td title=\"{} s\">{}<small>{megabytes:.0}</small></td>", runs.join(", "), table::time(seconds))
        }
        None => {
            let problem = escape(cell.problem.as_deref().unwrap_or_default());
            format!("<td class=\"bad\" title=\"{problem}\">{}</td>", table::status_word(cell.status))
        }
    }
}

fn problems(report: &Report) -> String {
    let mut html = String::new();
    let problems = report.problems();
    if !problems.is_empty() {
        html += "<h2 class=\"bad\">Problems</h2>\n<ul>\n";
        for (program, interpreter, problem) in problems {
            let line = escape(&format!("{program}, {interpreter}: {problem}"));
            add(&mut html, format_args!("<li>{line}</li>\n"));
        }
        html += "</ul>\n";
    }
    for missing in &report.missing {
        let line = escape(&format!("{} did not take part: {}", missing.id, missing.reason));
        add(&mut html, format_args!("<p class=\"bad\">{line}</p>\n"));
    }
    html
}

fn footer(report: &Report) -> String {
    let machine = &report.machine;
    let mut lines = vec![format!(
        "{}, {} CPUs, {:.0} GB, {}, {}",
        machine.cpu,
        machine.logical_cpus,
        machine.memory_bytes as f64 / 1e9,
        machine.system,
        machine.kernel
    )];
    lines.extend(machine.is_busy());
    for interpreter in &report.interpreters {
        lines.push(format!("{}: {}, {}", interpreter.id, interpreter.version, interpreter.command));
    }
    lines.push(format!("Taken {} at commit {}", report.taken, report.commit));
    let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
    format!("<footer><p>{}</p></footer>\n", lines.join("<br>\n"))
}

fn add(html: &mut String, text: std::fmt::Arguments) {
    html.write_fmt(text).expect("a string takes everything");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Missing, samples};

    #[test]
    fn the_page_hides_no_failure() {
        let mut report = samples::report();
        report.missing.push(Missing { id: "graalpy".to_string(), reason: "<not found>".to_string() });
        let page = render(&report);
        assert!(page.contains("<li>lu, taipan: SIGSEGV</li>"));
        assert!(page.contains("graalpy did not take part: &lt;not found&gt;"));
        assert!(page.contains("title=\"SIGSEGV\">crash</td>"));
    }

    #[test]
    fn figures_carry_all_runs_and_memory() {
        assert_eq!(figure(&samples::cell("taipan", 0.5)), "<td title=\"0.500 s\">0.500<small>10</small></td>");
    }
}
