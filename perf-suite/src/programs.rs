//! The table of programs: `programs.toml`, read and checked, and the choice of programs that a run asks for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which size of each program to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sizes {
    Default,
    Tenth,
    Small,
}

/// The folder that a program lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Suite {
    Main,
    Extra,
}

/// What `--suite` may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuiteChoice {
    Main,
    Extra,
    All,
}

/// One program of the suite.
#[derive(Clone, Debug)]
pub struct Program {
    pub name: String,
    pub suite: Suite,
    pub path: PathBuf,
    /// One line on what it asks of an implementation.
    pub exercises: String,
    pub default: u64,
    pub tenth: u64,
    pub small: u64,
    /// What it prints at the small size.
    pub small_output: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    programs: BTreeMap<String, Entry>,
    extra: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    exercises: String,
    default: u64,
    tenth: u64,
    small: u64,
    small_output: String,
}

impl Suite {
    /// The folder's name.
    pub fn folder(self) -> &'static str {
        match self {
            Suite::Main => "programs",
            Suite::Extra => "extra",
        }
    }
}

impl Program {
    /// The size to pass on the command line.
    pub fn size(&self, sizes: Sizes) -> u64 {
        match sizes {
            Sizes::Default => self.default,
            Sizes::Tenth => self.tenth,
            Sizes::Small => self.small,
        }
    }
}

impl FromStr for Sizes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "default" => Ok(Sizes::Default),
            "tenth" => Ok(Sizes::Tenth),
            "small" => Ok(Sizes::Small),
            _ => Err("expected default, tenth or small".to_string()),
        }
    }
}

impl std::fmt::Display for Sizes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Sizes::Default => "default",
            Sizes::Tenth => "tenth",
            Sizes::Small => "small",
        })
    }
}

impl FromStr for SuiteChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "main" | "programs" => Ok(SuiteChoice::Main),
            "extra" => Ok(SuiteChoice::Extra),
            "all" => Ok(SuiteChoice::All),
            _ => Err("expected main, extra or all".to_string()),
        }
    }
}

/// The folder of this package, where the programs are.
pub fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All programs of both folders, by folder and name.
pub fn load() -> Result<Vec<Program>, String> {
    let path = home().join("programs.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    parse(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn parse(text: &str) -> Result<Vec<Program>, String> {
    let table: Table = toml::from_str(text).map_err(|e| e.to_string())?;
    let main = table.programs.into_iter().map(|(name, entry)| program(Suite::Main, name, entry));
    let extra = table.extra.into_iter().map(|(name, entry)| program(Suite::Extra, name, entry));
    Ok(main.chain(extra).collect())
}

fn program(suite: Suite, name: String, entry: Entry) -> Program {
    Program {
        path: home().join(suite.folder()).join(format!("{name}.py")),
        name,
        suite,
        exercises: entry.exercises,
        default: entry.default,
        tenth: entry.tenth,
        small: entry.small,
        small_output: entry.small_output,
    }
}

/// The programs that were named, in that order; without names those of the chosen folders.
pub fn select(all: Vec<Program>, suite: SuiteChoice, names: &[String]) -> Result<Vec<Program>, String> {
    if names.is_empty() {
        let chosen = |program: &Program| match suite {
            SuiteChoice::All => true,
            SuiteChoice::Main => program.suite == Suite::Main,
            SuiteChoice::Extra => program.suite == Suite::Extra,
        };
        return Ok(all.into_iter().filter(chosen).collect());
    }
    let find = |name: &String| all.iter().find(|program| program.name == *name).cloned();
    names.iter().map(|name| find(name).ok_or_else(|| format!("no program named {name}; --list shows them"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_is_in_the_table_and_every_entry_has_its_file() {
        let programs = load().unwrap();
        for folder in [Suite::Main, Suite::Extra] {
            let mut files: Vec<String> = std::fs::read_dir(home().join(folder.folder()))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|e| e == "py"))
                .map(|path| path.file_stem().unwrap().to_str().unwrap().to_string())
                .collect();
            files.sort();
            let listed: Vec<String> = programs.iter().filter(|p| p.suite == folder).map(|p| p.name.clone()).collect();
            assert_eq!(files, listed);
        }
    }

    #[test]
    fn the_default_size_is_the_programs_own_default() {
        for program in load().unwrap() {
            let source = std::fs::read_to_string(&program.path).unwrap();
            let marker = "int(sys.argv[1]) if len(sys.argv) > 1 else ";
            let (_, rest) = source.split_once(marker).unwrap_or_else(|| panic!("{} takes no size", program.name));
            let own: String = rest.lines().next().unwrap().replace('_', "");
            assert_eq!(own, program.default.to_string(), "{}", program.name);
            assert!(program.small < program.tenth && program.tenth < program.default, "{}", program.name);
        }
    }

    #[test]
    fn names_win_over_the_suite_and_keep_their_order() {
        let names = ["jacobi_2d".to_string(), "fib".to_string()];
        let chosen = select(load().unwrap(), SuiteChoice::Main, &names).unwrap();
        assert_eq!(chosen.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["jacobi_2d", "fib"]);
        let unknown = select(load().unwrap(), SuiteChoice::All, &["fibo".to_string()]);
        assert!(unknown.unwrap_err().contains("fibo"));
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        let text = "[programs]\n[extra.x]\nexercises = 'a'\ndefault = 1\nlarge = 2";
        assert!(parse(text).unwrap_err().contains("large"));
    }
}
