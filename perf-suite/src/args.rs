//! What the user asked for: the command line, parsed into options, and the usage text.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::*;

use crate::programs::{Sizes, SuiteChoice};

/// Printed by `--help`.
pub const USAGE: &str = "\
Compares taipan with its plain interpreter, python3 and pypy3.

  taipan-perf [OPTIONS]                       run the suite
  taipan-perf compare [OPTIONS] SCRIPT [ARG…] one script of yours, with the JIT on and off
  taipan-perf show RESULTS.json [--chart PATH] print results that were saved with --json
  taipan-perf --list                          the programs and what they exercise

Options of both:
  --repeats N            runs of each program under each interpreter (default 3)
  --timeout SECONDS      how long one run may take (default 60)
  --taipan PATH          this binary, instead of building taipan in release mode
  --interpreters A,B     only these, out of taipan, taipan-nojit, python3, pypy3, or paths of others

Options of the suite:
  --programs A,B         only these (from either folder)
  --suite main|extra|all which folder (default main)
  --sizes default|tenth|small
  --json PATH            save the results
  --chart PATH           draw them: .svg, or .html for a page with the figures

Exit status: 0 if every run ended well and all outputs agree; 1 if not; 2 if nothing could be measured.
";

/// One command line.
#[derive(Debug, PartialEq)]
pub enum Command {
    Help,
    List,
    Suite(SuiteOptions),
    Compare(CompareOptions),
    Show(ShowOptions),
}

/// How to run the suite.
#[derive(Debug, PartialEq)]
pub struct SuiteOptions {
    /// Empty: all of `suite`.
    pub programs: Vec<String>,
    pub suite: SuiteChoice,
    pub sizes: Sizes,
    pub repeats: usize,
    pub timeout: Duration,
    pub taipan: Option<PathBuf>,
    /// Empty: all that are found.
    pub interpreters: Vec<String>,
    pub json: Option<PathBuf>,
    pub chart: Option<PathBuf>,
}

/// How to compare one script.
#[derive(Debug, PartialEq)]
pub struct CompareOptions {
    pub script: PathBuf,
    pub args: Vec<OsString>,
    pub repeats: usize,
    pub timeout: Duration,
    pub taipan: Option<PathBuf>,
    pub interpreters: Vec<String>,
}

/// Which saved results to show.
#[derive(Debug, PartialEq)]
pub struct ShowOptions {
    pub json: PathBuf,
    pub chart: Option<PathBuf>,
}

#[derive(PartialEq)]
enum Mode {
    Suite,
    Compare,
    Show,
}

/// Parses a whole command line, the program's own name included.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    parse_words(lexopt::Parser::from_iter(args)).map_err(|e| e.to_string())
}

fn parse_words(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut options = SuiteOptions {
        programs: Vec::new(),
        suite: SuiteChoice::Main,
        sizes: Sizes::Default,
        repeats: 3,
        timeout: Duration::from_secs(60),
        taipan: None,
        interpreters: Vec::new(),
        json: None,
        chart: None,
    };
    let mut mode = Mode::Suite;
    let mut first_word = true;
    while let Some(arg) = parser.next()? {
        match arg {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("list") if mode == Mode::Suite => return Ok(Command::List),
            Long("repeats") if mode != Mode::Show => options.repeats = parser.value()?.parse_with(at_least_one)?,
            Long("timeout") if mode != Mode::Show => options.timeout = parser.value()?.parse_with(seconds)?,
            Long("taipan") if mode != Mode::Show => options.taipan = Some(parser.value()?.into()),
            Long("interpreters") if mode != Mode::Show => options.interpreters = names(parser.value()?)?,
            Long("programs") if mode == Mode::Suite => options.programs = names(parser.value()?)?,
            Long("suite") if mode == Mode::Suite => options.suite = parser.value()?.parse()?,
            Long("sizes") if mode == Mode::Suite => options.sizes = parser.value()?.parse()?,
            Long("json") if mode == Mode::Suite => options.json = Some(parser.value()?.into()),
            Long("chart") if mode != Mode::Compare => options.chart = Some(parser.value()?.into()),
            Value(word) if first_word && word == "compare" => mode = Mode::Compare,
            Value(word) if first_word && word == "show" => mode = Mode::Show,
            Value(script) if mode == Mode::Compare => {
                return Ok(Command::Compare(CompareOptions {
                    script: script.into(),
                    args: parser.raw_args()?.collect(),
                    repeats: options.repeats,
                    timeout: options.timeout,
                    taipan: options.taipan,
                    interpreters: options.interpreters,
                }));
            }
            Value(path) if mode == Mode::Show && options.json.is_none() => options.json = Some(path.into()),
            other => return Err(other.unexpected()),
        }
        first_word = false;
    }
    match mode {
        Mode::Suite => Ok(Command::Suite(options)),
        Mode::Compare => Err("compare: which script?".into()),
        Mode::Show => match options.json {
            Some(json) => Ok(Command::Show(ShowOptions { json, chart: options.chart })),
            None => Err("show: which results?".into()),
        },
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n) if n >= 1 => Ok(n),
        _ => Err("expected a number of at least 1".to_string()),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse().map(Duration::try_from_secs_f64) {
        Ok(Ok(duration)) if !duration.is_zero() => Ok(duration),
        _ => Err("expected a number of seconds".to_string()),
    }
}

fn names(value: OsString) -> Result<Vec<String>, lexopt::Error> {
    Ok(value.string()?.split(',').filter(|name| !name.is_empty()).map(str::to_string).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Command, String> {
        parse(format!("taipan-perf {line}").split_whitespace().map(OsString::from))
    }

    #[test]
    fn options_of_the_suite_are_read() {
        let Ok(Command::Suite(options)) =
            parse_line("--programs fib,lu --repeats 5 --sizes tenth --suite all --timeout 1.5 --json a.json")
        else {
            panic!("not a suite");
        };
        assert_eq!(options.programs, ["fib", "lu"]);
        assert_eq!((options.repeats, options.sizes, options.suite), (5, Sizes::Tenth, SuiteChoice::All));
        assert_eq!(options.timeout, Duration::from_millis(1500));
        assert_eq!(options.json, Some("a.json".into()));
    }

    #[test]
    fn what_follows_the_script_belongs_to_it() {
        let Ok(Command::Compare(options)) = parse_line("compare --repeats 2 my.py --repeats 9 x") else {
            panic!("not a comparison");
        };
        assert_eq!(options.repeats, 2);
        assert_eq!(options.script, PathBuf::from("my.py"));
        assert_eq!(options.args, ["--repeats", "9", "x"]);
    }

    #[test]
    fn mistakes_are_named() {
        assert!(parse_line("--repeats 0").unwrap_err().contains("at least 1"));
        assert!(parse_line("--timeout never").unwrap_err().contains("seconds"));
        assert!(parse_line("--sizes huge").unwrap_err().contains("small"));
        assert!(parse_line("fib").is_err());
        assert!(parse_line("compare --json x y.py").is_err());
        assert_eq!(parse_line("compare").unwrap_err(), "compare: which script?");
    }
}
