//! The results of a run of the suite: plain data that the table, the chart and the JSON file are views of.
//!
//! The JSON form is versioned. A reader may rely on: `schema` and `version`; `programs[].results[]` in the order of
//! `interpreters[]`; all times in seconds, all memory in bytes; a result with another status than `ok` has a `problem`.

use serde::{Deserialize, Serialize};

use crate::machine::Machine;
use crate::programs::{Sizes, Suite};
use crate::stats;

/// What `schema` says in every file.
const SCHEMA: &str = "taipan-perf";
/// Raised when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// Everything that one run of the suite found out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub schema: String,
    pub version: u32,
    /// When, in RFC 3339.
    pub taken: String,
    /// The commit of this repository.
    pub commit: String,
    pub machine: Machine,
    pub sizes: Sizes,
    pub repeats: usize,
    pub timeout_s: f64,
    pub interpreters: Vec<Competitor>,
    pub missing: Vec<Missing>,
    /// The interpreter that speeds are relative to.
    pub baseline: String,
    pub programs: Vec<ProgramResult>,
    /// Filled when the report is complete, for readers of the JSON.
    pub geometric_means: Vec<Mean>,
}

/// An interpreter that took part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Competitor {
    pub id: String,
    pub version: String,
    pub command: String,
}

/// An interpreter that was looked for in vain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Missing {
    pub id: String,
    pub reason: String,
}

/// One program under all interpreters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgramResult {
    pub name: String,
    pub suite: Suite,
    pub size: u64,
    pub exercises: String,
    pub results: Vec<Cell>,
}

/// How the runs of one program under one interpreter went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Ok,
    /// It ended well with an output that the others do not have, or not always the same one.
    Wrong,
    Crash,
    Timeout,
}

/// One program under one interpreter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub interpreter: String,
    pub status: Status,
    pub problem: Option<String>,
    /// The middle of `wall_s`.
    pub median_s: Option<f64>,
    /// Whole processes, in the order in which they ran; without the runs that failed.
    pub wall_s: Vec<f64>,
    pub cpu_s: Vec<f64>,
    /// The highest of all runs.
    pub peak_bytes: u64,
    pub output: String,
}

/// The geometric mean of an interpreter's speed against the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    pub interpreter: String,
    pub speed: f64,
    /// Over how many programs: those that both ran well.
    pub programs: usize,
}

impl Report {
    /// A report without programs.
    pub fn new(machine: Machine, sizes: Sizes, repeats: usize, timeout_s: f64) -> Self {
        Report {
            schema: SCHEMA.to_string(),
            version: VERSION,
            taken: String::new(),
            commit: String::new(),
            machine,
            sizes,
            repeats,
            timeout_s,
            interpreters: Vec::new(),
            missing: Vec::new(),
            baseline: String::new(),
            programs: Vec::new(),
            geometric_means: Vec::new(),
        }
    }

    /// The whole report as indented JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a report has only plain data") + "\n"
    }

    /// Reads what `to_json` wrote. Anything else, another version included, is an error.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let report: Report = serde_json::from_str(text).map_err(|e| e.to_string())?;
        if report.schema != SCHEMA || report.version != VERSION {
            return Err(format!("{} version {}, expected {SCHEMA} version {VERSION}", report.schema, report.version));
        }
        Ok(report)
    }

    /// True if every run ended well and all outputs agree.
    pub fn is_sound(&self) -> bool {
        self.programs.iter().flat_map(|program| &program.results).all(|cell| cell.status == Status::Ok)
    }

    /// Whether this interpreter took part.
    pub fn has(&self, id: &str) -> bool {
        self.interpreters.iter().any(|competitor| competitor.id == id)
    }

    /// Name and version of the interpreter that speeds are relative to.
    pub fn baseline_version(&self) -> &str {
        let found = self.interpreters.iter().find(|competitor| competitor.id == self.baseline);
        found.map_or("", |competitor| &competitor.version)
    }

    /// How many times as fast `id` is as `than`, as a geometric mean over the programs that both ran well.
    pub fn mean_speed(&self, id: &str, than: &str) -> Option<Mean> {
        let speeds: Vec<f64> = self.programs.iter().filter_map(|program| program.speed(id, than)).collect();
        let speed = stats::geometric_mean(&speeds)?;
        Some(Mean { interpreter: id.to_string(), speed, programs: speeds.len() })
    }

    /// All that went wrong, each as (program, interpreter, problem).
    pub fn problems(&self) -> Vec<(&str, &str, &str)> {
        let mut problems = Vec::new();
        for program in &self.programs {
            for cell in &program.results {
                if let Some(problem) = &cell.problem {
                    problems.push((program.name.as_str(), cell.interpreter.as_str(), problem.as_str()));
                }
            }
        }
        problems
    }
}

impl ProgramResult {
    /// The result of this interpreter.
    pub fn cell(&self, id: &str) -> Option<&Cell> {
        self.results.iter().find(|cell| cell.interpreter == id)
    }

    /// How many times as fast `id` is as `than`, if both ran well.
    pub fn speed(&self, id: &str, than: &str) -> Option<f64> {
        Some(self.cell(than)?.time()? / self.cell(id)?.time()?)
    }
}

impl Cell {
    /// The median wall time, if the runs went well: the time of a wrong answer is not a time.
    pub fn time(&self) -> Option<f64> {
        if self.status == Status::Ok { self.median_s } else { None }
    }
}

#[cfg(test)]
pub mod samples {
    //! Small reports for the tests of the views.

    use super::*;

    pub fn cell(id: &str, seconds: f64) -> Cell {
        Cell {
            interpreter: id.to_string(),
            status: Status::Ok,
            problem: None,
            median_s: Some(seconds),
            wall_s: vec![seconds],
            cpu_s: vec![seconds],
            peak_bytes: 10 << 20,
            output: "1\n".to_string(),
        }
    }

    pub fn failed(id: &str, status: Status, problem: &str) -> Cell {
        Cell { status, problem: Some(problem.to_string()), median_s: None, wall_s: vec![], ..cell(id, 1.0) }
    }

    pub fn program(name: &str, results: Vec<Cell>) -> ProgramResult {
        ProgramResult {
            name: name.to_string(),
            suite: Suite::Main,
            size: 1000,
            exercises: "loops".to_string(),
            results,
        }
    }

    /// Two programs under three interpreters; taipan crashes in the second.
    pub fn report() -> Report {
        let mut report = Report::new(Machine::default(), Sizes::Default, 1, 60.0);
        report.taken = "2026-11-20T12:00:00Z".to_string();
        for id in ["taipan", "python3", "pypy3"] {
            let version = format!("{id} 1.0");
            report.interpreters.push(Competitor { id: id.to_string(), version, command: format!("/bin/{id}") });
        }
        report.baseline = "python3".to_string();
        let first = vec![cell("taipan", 0.5), cell("python3", 2.0), cell("pypy3", 1.0)];
        let second = vec![failed("taipan", Status::Crash, "SIGSEGV"), cell("python3", 3.0), cell("pypy3", 0.5)];
        report.programs = vec![program("fib", first), program("lu", second)];
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_comes_back_as_it_was() {
        let report = samples::report();
        assert_eq!(Report::from_json(&report.to_json()).unwrap(), report);
    }

    #[test]
    fn other_versions_are_refused() {
        let text = samples::report().to_json().replace("\"version\": 1,", "\"version\": 2,");
        assert!(Report::from_json(&text).unwrap_err().contains("version 2"));
    }

    #[test]
    fn means_leave_out_what_failed() {
        let report = samples::report();
        assert_eq!(report.mean_speed("taipan", "python3").unwrap().programs, 1);
        assert!((report.mean_speed("taipan", "python3").unwrap().speed - 4.0).abs() < 1e-12);
        let pypy = report.mean_speed("pypy3", "python3").unwrap();
        assert!((pypy.speed - 12f64.sqrt()).abs() < 1e-12);
        assert_eq!(report.mean_speed("graalpy", "python3"), None);
    }

    #[test]
    fn a_crash_makes_the_report_unsound() {
        let mut report = samples::report();
        assert!(!report.is_sound());
        assert_eq!(report.problems(), [("lu", "taipan", "SIGSEGV")]);
        report.programs.pop();
        assert!(report.is_sound());
    }
}
