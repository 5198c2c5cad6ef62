//! Budgets of hot loops: the body of an optimised trace has at most so many guards, boxes, objects, calls and changes of reference
//! counts. What a change of the recorder or the optimiser adds to a loop that used to be lean fails here, long before anybody
//! measures it.
//!
//! `budgets.toml` lists loops of the benchmark programs. Each program runs at its `small` size, compiling in place, so that the
//! traces are the same in every run; the JIT log has their text.
//!
//! ```text
//! cargo test --test traces                                   check the budgets
//! TRACES=show cargo test --test traces -- --nocapture        print what every loop of the programs has
//! ```

mod body;
mod budget;
mod run;

use budget::Budget;
use std::collections::BTreeMap;

#[test]
fn loops_keep_within_their_budgets() {
    let mut programs: BTreeMap<String, Vec<Budget>> = BTreeMap::new();
    for b in budget::all() {
        programs.entry(b.program.clone()).or_default().push(b);
    }
    let show = std::env::var_os("TRACES").is_some();
    let mut faults = Vec::new();
    for (program, budgets) in programs {
        let loops = run::loops_of(&program);
        if show {
            for (line, found) in &loops {
                println!("{program}:{line}: {found:?}");
            }
        }
        for b in budgets {
            match loops.iter().find(|(line, _)| *line == b.line) {
                Some((_, found)) => faults.extend(b.exceeded(*found)),
                None => faults.push(format!("{}:{}: the loop was not compiled", b.program, b.line)),
            }
        }
    }
    assert!(faults.is_empty(), "{} budgets are exceeded\n  {}", faults.len(), faults.join("\n  "));
}
