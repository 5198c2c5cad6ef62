//! The commands: `parse`, `verify`, `run`, `opt`, `grow`.

use super::{Case, drive, execute, optimise};
use std::sync::Arc;
use taipan_jit::ir::text::{parse, print_descrs, print_trace};
use taipan_jit::ir::verify::{VerifyErrors, verify_trace, verify_tree};
use taipan_jit::ir::{Descrs, Trace, Tree};

/// Gives the command's output, or why it could not be run.
pub fn run(command: &str, case: &Case) -> Result<String, String> {
    let mut words = command.split_whitespace();
    match words.next().unwrap_or("") {
        "parse" => Ok(parse_and_print(case)),
        "verify" => verify(case),
        "run" => execute::run(case),
        "opt" => optimise::print(case),
        "grow" => drive::print(case),
        other => Err(format!("there is no command `{other}`")),
    }
}

/// Prints what was read, or why it could not be read.
fn parse_and_print(case: &Case) -> String {
    let descrs = Descrs::new();
    match parse(&case.input, &descrs) {
        Err(e) => format!("{e}\n"),
        Ok(traces) => {
            let traces: String = traces.iter().map(|t| print_trace(t, &descrs)).collect();
            print_descrs(&descrs) + &traces
        }
    }
}

/// The verifier's messages about each trace, then about the tree of all of them.
fn verify(case: &Case) -> Result<String, String> {
    let descrs = Arc::new(Descrs::new());
    let traces = parse(&case.input, &descrs).map_err(|e| e.to_string())?;
    let mut errors = VerifyErrors::default();
    for t in &traces {
        if let Err(e) = verify_trace(t, &descrs) {
            errors.0.extend(e.0);
        }
    }
    if errors.0.is_empty()
        && let Err(e) = verify_tree(&tree(traces), &descrs)
    {
        errors = e;
    }
    Ok(if errors.0.is_empty() { "ok\n".to_owned() } else { errors.to_string() })
}

/// The tree of a file's traces: the first is the root.
pub fn tree(traces: Vec<Trace>) -> Tree {
    let mut traces = traces.into_iter();
    let mut tree = Tree::unoptimised(traces.next().expect("a trace"));
    for t in traces {
        tree.add(t.clone(), t);
    }
    tree
}
