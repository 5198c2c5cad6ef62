//! Runs a benchmark program with the JIT log on.

use crate::body::{Counts, count};
use serde_json::Value as Json;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use toml::Table;

/// The loops that were compiled, by the line of their header, in order; of a loop that was compiled again the first trace.
pub fn loops_of(program: &str) -> Vec<(u64, Counts)> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("perf-suite");
    let table: Table =
        fs::read_to_string(suite.join("programs.toml")).expect("the programs' table").parse().expect("TOML");
    let small = table["programs"][program]["small"].as_integer().expect("a small size");
    let log = env::temp_dir().join(format!("taipan-traces-{}-{program}.jsonl", std::process::id()));
    let taipan = env::var_os("TAIPAN").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_taipan")), PathBuf::from);
    let status = Command::new(taipan)
        .args(["--jit-threads", "0"])
        .arg(format!("--jit-log={}", log.display()))
        .arg(suite.join("programs").join(program).with_extension("py"))
        .arg(small.to_string())
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("the program starts").success(), "{program} failed");
    let text = fs::read_to_string(&log).expect("the log was written");
    fs::remove_file(&log).expect("the log is ours");
    let mut loops: Vec<(u64, Counts)> = Vec::new();
    for event in text.lines().map(|line| serde_json::from_str::<Json>(line).expect("a JSON object a line")) {
        let found = (event["event"] == "compiled")
            .then(|| Some((event["loop"]["line"].as_u64()?, count(event["optimised"].as_str()?)?)));
        let Some((line, counts)) = found.flatten() else { continue };
        if !loops.iter().any(|l| l.0 == line) {
            loops.push((line, counts));
        }
    }
    loops
}
