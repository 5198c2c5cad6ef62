//! The benchmark programs as cases: correct first, fast second. Each program of `perf-suite/programs.toml` runs at its
//! `small` size and must print what the table says.

use crate::case::Case;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// The sections of the table; each is also the folder of its programs.
const SECTIONS: &[&str] = &["programs", "extra"];

/// The programs of the table, as cases named `perf/<name>`.
pub fn find(root: &Path) -> Result<Vec<Case>, String> {
    let suite = root.join("perf-suite");
    let path = suite.join("programs.toml");
    let complain = |what: String| format!("{}: {what}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| complain(error.to_string()))?;
    let table: Table = text.parse().map_err(|error: toml::de::Error| complain(error.to_string()))?;
    let mut cases = Vec::new();
    for section in SECTIONS {
        let programs = table.get(*section).and_then(Value::as_table);
        for (name, entry) in programs.ok_or_else(|| complain(format!("no section {section}")))? {
            let small = entry.get("small").and_then(Value::as_integer);
            let output = entry.get("small_output").and_then(Value::as_str);
            let (Some(small), Some(output)) = (small, output) else {
                return Err(complain(format!("{section}.{name} wants `small` and `small_output`")));
            };
            cases.push(Case {
                name: format!("perf/{name}"),
                script: suite.join(section).join(name).with_extension("py"),
                out_file: path.clone(),
                pinned: true,
                stdout: Some(output.to_owned()),
                arguments: vec![small.to_string()],
                ..Case::default()
            });
        }
    }
    Ok(cases)
}
