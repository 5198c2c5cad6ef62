//! The picture: a row per program, sorted by taipan's speed, the geometric means on top, and the ratios in columns on
//! the right. A band from the plain interpreter's mark to taipan's shows what the JIT adds.

use std::fmt::Write;

use super::escape;
use super::scale::{self, LogScale};
use crate::interpreter::{NO_JIT, PYPY, TAIPAN};
use crate::report::{Competitor, Mean, ProgramResult, Report, Status};
use crate::table;

const NAME_RIGHT: f64 = 158.0;
const PLOT_LEFT: f64 = 174.0;
const PLOT_WIDTH: f64 = 500.0;
const COLUMNS_LEFT: f64 = PLOT_LEFT + PLOT_WIDTH + 18.0;
const MIN_COLUMN: f64 = 62.0;
const TOP: f64 = 118.0;
const ROW: f64 = 22.0;
const INK: &str = "#1f2937";
const FAINT: &str = "#6b7280";
const ALARM: &str = "#b91c1c";

/// How an interpreter is drawn.
struct Mark {
    id: String,
    shape: Shape,
    colour: &'static str,
    /// The right edge of its column of ratios.
    column: f64,
}

enum Shape {
    Disc,
    Ring,
    Diamond,
    Square,
}

/// One line of the picture.
struct Row<'a> {
    name: &'a str,
    speeds: Vec<Option<f64>>,
    /// What went wrong, in a few words.
    failures: String,
}

/// The whole SVG document.
pub fn render(report: &Report) -> String {
    let marks = marks(report);
    let rows = rows(report, &marks);
    let speeds: Vec<f64> = rows.iter().flat_map(|row| row.speeds.iter().flatten().copied()).collect();
    let scale = LogScale::around(&speeds, PLOT_LEFT, PLOT_LEFT + PLOT_WIDTH);
    let width = marks.last().map_or(COLUMNS_LEFT, |mark| mark.column) + 22.0;
    let bottom = TOP + ROW * rows.len() as f64 + 8.0;
    let height = bottom + 58.0;

    let mut drawing = Drawing(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"12.5\">\n\
         <rect width=\"{width:.0}\" height=\"{height:.0}\" rx=\"8\" fill=\"#ffffff\"/>\n"
    ));
    drawing.heading(report, &marks);
    drawing.column_heads(&marks);
    drawing.rect(12.0, TOP, width - 24.0, ROW + 4.0, "#ecfdf5");
    for number in 1..rows.len() {
        let y = middle(number);
        drawing.line((PLOT_LEFT, y), (PLOT_LEFT + PLOT_WIDTH, y), "stroke=\"#f3f4f6\" stroke-width=\"1\"");
    }
    drawing.axis(&scale, bottom, &report.baseline);
    for (number, row) in rows.iter().enumerate() {
        drawing.row(row, &marks, &scale, middle(number), number == 0);
    }
    drawing.footer(report, height - 14.0);
    drawing.0.push_str("</svg>\n");
    drawing.0
}

/// A mark for everybody but the baseline, which is the line at 1.
fn marks(report: &Report) -> Vec<Mark> {
    let strangers = ["#7c3aed", "#be185d", "#1d4ed8"];
    let mut next = 0;
    let mut column = COLUMNS_LEFT;
    let mut mark = |competitor: &Competitor| {
        let (shape, colour) = match competitor.id.as_str() {
            TAIPAN => (Shape::Disc, "#0f766e"),
            NO_JIT => (Shape::Ring, "#0f766e"),
            PYPY => (Shape::Diamond, "#d97706"),
            _ => {
                next += 1;
                (Shape::Square, strangers[(next - 1) % strangers.len()])
            }
        };
        let letters = table::short_name(&competitor.id).chars().count();
        column += MIN_COLUMN.max(14.0 + 7.2 * letters as f64);
        Mark { id: competitor.id.clone(), shape, colour, column }
    };
    report.interpreters.iter().filter(|competitor| competitor.id != report.baseline).map(&mut mark).collect()
}

/// The geometric means, then the programs, the fastest first; who failed comes last.
fn rows<'a>(report: &'a Report, marks: &[Mark]) -> Vec<Row<'a>> {
    let means: Vec<Option<Mean>> = marks.iter().map(|mark| report.mean_speed(&mark.id, &report.baseline)).collect();
    let all = report.programs.len();
    let covered = means.iter().flatten().map(|mean| mean.programs).min().unwrap_or(all);
    let means = Row {
        name: "geometric mean",
        speeds: means.iter().map(|mean| mean.as_ref().map(|mean| mean.speed)).collect(),
        failures: if covered < all { format!("of {covered} of {all}") } else { String::new() },
    };
    let of_program = |program: &'a ProgramResult| Row {
        name: &program.name,
        speeds: marks.iter().map(|mark| program.speed(&mark.id, &report.baseline)).collect(),
        failures: failures(program),
    };
    let mut rows: Vec<Row> = report.programs.iter().map(of_program).collect();
    let key = |row: &Row| row.speeds.first().copied().flatten().unwrap_or(0.0);
    rows.sort_by(|a, b| key(b).total_cmp(&key(a)));
    rows.insert(0, means);
    rows
}

fn failures(program: &ProgramResult) -> String {
    let failed = program.results.iter().filter(|cell| cell.status != Status::Ok);
    let words =
        failed.map(|cell| format!("{}: {}", table::short_name(&cell.interpreter), table::status_word(cell.status)));
    words.collect::<Vec<_>>().join(", ")
}

/// The SVG text so far.
struct Drawing(String);

impl Drawing {
    fn add(&mut self, element: std::fmt::Arguments) {
        self.0.write_fmt(element).expect("a string takes everything");
        self.0.push('\n');
    }

    fn text(&mut self, x: f64, y: f64, style: &str, text: &str) {
        self.add(format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" {style}>{}</text>", escape(text)));
    }

    fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        self.add(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"4\" fill=\"{fill}\"/>"
        ));
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), style: &str) {
        self.add(format_args!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" {style}/>",
            from.0, from.1, to.0, to.1
        ));
    }

    fn heading(&mut self, report: &Report, marks: &[Mark]) {
        let style = format!("font-size=\"19\" font-weight=\"600\" fill=\"{INK}\"");
        self.text(22.0, 34.0, &style, &format!("Speed against {}", report.baseline_version()));
        let subtitle = format!(
            "{} programs, {} sizes, whole processes, {}; logarithmic, farther right is faster",
            report.programs.len(),
            report.sizes,
            if report.repeats == 1 { "one run each".to_string() } else { format!("median of {} runs", report.repeats) }
        );
        self.text(22.0, 54.0, &format!("fill=\"{FAINT}\""), &subtitle);
        let mut x = 28.0;
        for mark in marks {
            self.mark(mark, x, 74.0, 1.0, "");
            let version = report.interpreters.iter().find(|c| c.id == mark.id).map_or("", |c| &c.version);
            let name = match mark.id.as_str() {
                TAIPAN => "taipan".to_string(),
                NO_JIT => "taipan without JIT".to_string(),
                _ => version.to_string(),
            };
            self.text(x + 11.0, 78.4, &format!("fill=\"{INK}\""), &name);
            x += 34.0 + 7.2 * name.chars().count() as f64;
        }
    }

    fn column_heads(&mut self, marks: &[Mark]) {
        for mark in marks {
            let style = format!("text-anchor=\"end\" font-size=\"11.5\" fill=\"{}\"", mark.colour);
            self.text(mark.column, TOP - 10.0, &style, table::short_name(&mark.id));
        }
    }

    /// Grid lines with labels above and below, and the baseline.
    fn axis(&mut self, scale: &LogScale, bottom: f64, baseline: &str) {
        for tick in scale.ticks() {
            let x = scale.x(tick);
            let is_base = (tick - 1.0).abs() < 1e-9;
            let style = if is_base {
                "stroke=\"#374151\" stroke-width=\"1.5\""
            } else {
                "stroke=\"#e5e7eb\" stroke-width=\"1\""
            };
            self.line((x, TOP), (x, bottom), style);
            let style =
                format!("text-anchor=\"middle\" font-size=\"11.5\" fill=\"{}\"", if is_base { INK } else { FAINT });
            self.text(x, TOP - 10.0, &style, &scale::label(tick));
            self.text(x, bottom + 16.0, &style, &if is_base { baseline.to_string() } else { scale::label(tick) });
        }
    }

    fn row(&mut self, row: &Row, marks: &[Mark], scale: &LogScale, y: f64, is_mean: bool) {
        let weight = if is_mean { "font-weight=\"700\"" } else { "" };
        self.text(NAME_RIGHT, y + 4.4, &format!("text-anchor=\"end\" fill=\"{INK}\" {weight}"), row.name);
        let speed = |id: &str| marks.iter().position(|mark| mark.id == id).and_then(|index| row.speeds[index]);
        if let (Some(with), Some(without)) = (speed(TAIPAN), speed(NO_JIT)) {
            let style = "stroke=\"#0f766e\" stroke-opacity=\"0.22\" stroke-width=\"6\" stroke-linecap=\"round\"";
            self.line((scale.x(without), y), (scale.x(with), y), style);
        }
        let size = if is_mean { 1.2 } else { 1.0 };
        // Backwards, so that the first, taipan, lies on top.
        for (number, mark) in marks.iter().enumerate().rev() {
            let style = format!("text-anchor=\"end\" fill=\"{}\" {weight}", mark.colour);
            let Some(speed) = row.speeds[number] else {
                self.text(mark.column, y + 4.4, &style, "–");
                continue;
            };
            let title = format!("{}, {}: {}×", row.name, table::short_name(&mark.id), table::ratio(speed));
            self.mark(mark, scale.x(speed), y, size, &title);
            self.text(mark.column, y + 4.4, &style, &format!("{}×", table::ratio(speed)));
        }
        let style = format!("font-size=\"11\" font-weight=\"600\" fill=\"{ALARM}\"");
        self.text(PLOT_LEFT + 4.0, y + 4.0, &style, &row.failures);
    }

    fn mark(&mut self, mark: &Mark, x: f64, y: f64, size: f64, title: &str) {
        let colour = mark.colour;
        let r = 5.0 * size;
        let title = if title.is_empty() { String::new() } else { format!("<title>{}</title>", escape(title)) };
        match mark.shape {
            Shape::Disc => {
                self.add(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\" fill=\"{colour}\">{title}</circle>"));
            }
            Shape::Ring => self.add(format_args!(
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\" fill=\"#ffffff\" stroke=\"{colour}\" \
                 stroke-width=\"1.8\">{title}</circle>",
                r - 1.0
            )),
            Shape::Diamond => self.add(format_args!(
                "<path d=\"M{x:.1} {:.1}l{r:.1} {r:.1}l-{r:.1} {r:.1}l-{r:.1} -{r:.1}z\" fill=\"{colour}\">{title}</path>",
                y - r
            )),
            Shape::Square => self.add(format_args!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" fill=\"{colour}\">{title}</rect>",
                x - 0.8 * r,
                y - 0.8 * r,
                side = 1.6 * r
            )),
        }
    }

    fn footer(&mut self, report: &Report, y: f64) {
        let machine = &report.machine;
        let parts = [
            machine.cpu.clone(),
            format!("{} CPUs", machine.logical_cpus),
            machine.system.clone(),
            report.taken.split('T').next().unwrap_or_default().to_string(),
            if report.commit.is_empty() { String::new() } else { format!("commit {}", report.commit) },
        ];
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        self.text(22.0, y, &format!("font-size=\"11\" fill=\"{FAINT}\""), &text);
    }
}

/// The height of a row; that of the means stands a little apart.
fn middle(row: usize) -> f64 {
    TOP + ROW * (row as f64 + 0.5) + if row == 0 { 2.0 } else { 8.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn rows_are_sorted_by_speed_under_the_means() {
        let mut report = samples::report();
        let faster = vec![samples::cell("taipan", 0.1), samples::cell("python3", 2.0), samples::cell("pypy3", 1.0)];
        report.programs.push(samples::program("sieve", faster));
        let marks = marks(&report);
        let names: Vec<String> = rows(&report, &marks).iter().map(|row| row.name.to_string()).collect();
        assert_eq!(names, ["geometric mean", "sieve", "fib", "lu"]);
    }

    #[test]
    fn failures_are_written_into_the_picture() {
        let text = render(&samples::report());
        assert!(text.contains(">taipan: crash</text>"));
        assert!(text.contains("<title>fib, taipan: 4.00×</title>"));
        assert!(!text.contains("NaN") && !text.contains("inf"));
    }

    #[test]
    fn a_report_without_programs_can_be_drawn() {
        let mut report = samples::report();
        report.programs.clear();
        assert!(render(&report).ends_with("</svg>\n"));
    }
}
