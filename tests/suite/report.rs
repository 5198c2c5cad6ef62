//! Prints what happened, failures first, the summary line last.

use crate::expected::{Entry, List};
use crate::options::Options;
use crate::plan::Outcome;
use std::time::Duration;

/// Prints the report; true when there is neither an unexpected failure nor a stale expectation.
pub fn print(outcomes: &[Outcome], expected: &List, options: &Options) -> bool {
    if options.failures {
        print_failures(outcomes);
    }
    let mut seen = vec![Seen::Nothing; expected.entries().len()];
    let (mut passed, mut failed, mut known) = (0, 0, 0);
    for outcome in outcomes {
        let fails = !outcome.faults.is_empty();
        let mut is_known = false;
        // An oracle is not Taipan: what Taipan cannot do yet says nothing about it.
        if !options.oracle {
            for entry in expected.matching(&outcome.case, outcome.mode) {
                is_known = true;
                seen[entry] = seen[entry].max(if fails { Seen::Failure } else { Seen::OnlyPasses });
            }
        }
        match (fails, is_known) {
            (false, _) => passed += 1,
            (true, true) => known += 1,
            (true, false) => {
                failed += 1;
                if !options.failures {
                    print!("\nFAIL {} [{}]\n{}", outcome.case, outcome.mode, outcome.faults);
                }
            }
        }
    }
    // A run of a part can judge an entry only when it covers all that the entry names.
    let judged = |entry: &Entry| options.modes.is_empty() && (options.is_whole() || entry.names_one_case());
    let entries = expected.entries().iter().zip(&seen);
    let stale: Vec<_> = entries.filter(|(entry, seen)| **seen == Seen::OnlyPasses && judged(entry)).collect();
    for (entry, _) in &stale {
        println!("\nSTALE expectation, everything that it names passes: {}", entry.text);
    }
    print_slowest(outcomes);
    let stale_words = if stale.is_empty() { String::new() } else { format!(", {} stale expectations", stale.len()) };
    println!("\n{passed} passed, {failed} failed, {known} expected failures{stale_words}");
    failed == 0 && stale.is_empty()
}

/// What the outcomes say about one entry of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    /// Nothing that it names was run.
    Nothing,
    /// Something was run, and all of it passed.
    OnlyPasses,
    /// Something failed.
    Failure,
}

/// One line per failing case: where all of its modes fail, the mode is left out.
fn print_failures(outcomes: &[Outcome]) {
    for runs in outcomes.chunk_by(|a, b| a.case == b.case) {
        let everywhere = runs.iter().all(|run| !run.faults.is_empty());
        for run in runs.iter().filter(|run| !run.faults.is_empty()).take(if everywhere { 1 } else { runs.len() }) {
            let mode = if everywhere { String::new() } else { format!(" @{}", run.mode) };
            let first_fault = run.faults.lines().next().unwrap_or_default();
            let words = if run.last_words.is_empty() { first_fault } else { &run.last_words };
            println!("{}{mode}: {words}", run.case);
        }
    }
}

fn print_slowest(outcomes: &[Outcome]) {
    let mut slow: Vec<_> = outcomes.iter().filter(|outcome| outcome.time > Duration::from_secs(5)).collect();
    slow.sort_by_key(|outcome| std::cmp::Reverse(outcome.time));
    for outcome in slow.iter().take(5) {
        println!("slow: {} [{}] {:.1} s", outcome.case, outcome.mode, outcome.time.as_secs_f64());
    }
}
