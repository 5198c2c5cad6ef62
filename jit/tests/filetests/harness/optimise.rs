//! `test opt`: what the optimiser makes of recorded traces, and whether that does the same.

use super::setup::World;
use super::{Case, execute};
use taipan_jit::ir::text::{parse, print_trace};
use taipan_jit::ir::{Descrs, Trace, Tree};
use taipan_jit::opt::{OptConfig, PASSES, optimize, optimize_bridge};

/// The optimised traces; and, if the file describes a world, the state that running them leaves.
pub fn print(case: &Case) -> Result<String, String> {
    let config = config(case)?;
    // The world's objects have names that the text may use.
    let descrs = World::new(case)?.descrs;
    let traces = parse(&case.input, &descrs).map_err(|e| e.to_string())?;
    let tree = match tree(traces, &descrs, &config) {
        Ok(tree) => tree,
        Err(why) => return Ok(format!("refused: {why}\n")),
    };
    let mut out: String = tree.nodes.iter().map(|n| print_trace(&n.optimised, &descrs)).collect();
    if case.directives.iter().any(|d| d.starts_with("slots")) {
        out += &compare(case, &config)?;
    }
    Ok(out)
}

/// The passes that the file wants.
pub fn config(case: &Case) -> Result<OptConfig, String> {
    let mut config = OptConfig::new();
    for d in &case.directives {
        if let Some(names) = d.strip_prefix("without ") {
            for name in names.split_whitespace() {
                config = config.without(name)?;
            }
        }
        if let Some(names) = d.strip_prefix("only ") {
            let wanted: Vec<&str> = names.split_whitespace().collect();
            for pass in PASSES.iter().filter(|p| p.name() != "refcount" && !wanted.contains(&p.name())) {
                config = config.without(pass.name())?;
            }
        }
    }
    Ok(config)
}

/// The tree of a recorded root and recorded bridges, optimised.
pub fn tree(traces: Vec<Trace>, descrs: &Descrs, config: &OptConfig) -> Result<Tree, String> {
    let mut traces = traces.into_iter();
    let root = traces.next().ok_or("no trace")?;
    let optimised = optimize(&root, descrs, config)?;
    let mut tree = Tree::new(root, optimised);
    for bridge in traces {
        let optimised = optimize_bridge(&tree, &bridge, descrs, config)?;
        tree.add(bridge, optimised);
    }
    Ok(tree)
}

/// Runs the tree as recorded and as optimised; gives the state if it is the same, and the counts are right.
pub fn compare(case: &Case, config: &OptConfig) -> Result<String, String> {
    let recorded = execute::evaluate_tree(case, |t, _| Ok(super::commands::tree(t)))?;
    let audited =
        Case { directives: [&case.directives[..], &["audit".to_owned()]].concat(), input: case.input.clone() };
    let optimised = execute::evaluate_tree(&audited, |t, d| tree(t, d, config))?;
    let wanted = without_exit(&recorded) + "audit: ok\n";
    if without_exit(&optimised) != wanted {
        return Err(format!("recorded:\n{recorded}\noptimised:\n{optimised}"));
    }
    let native = execute::run_tree_natively(&audited, |t, d| tree(t, d, config))?;
    if native != optimised {
        return Err(format!("evaluated:\n{optimised}\nnative:\n{native}"));
    }
    Ok(without_exit(&recorded))
}

/// The state without what the optimiser may change: the numbers of exits, boxes in frames that are shown to a call.
fn without_exit(text: &str) -> String {
    let lines = text.lines().filter(|l| !l.starts_with("exit "));
    // Of frames that are shown to a call, only which they are: `[code=1 pc=5] 0=… [code=2 pc=7] …`.
    let shown = |l: &str| match l.strip_prefix("sync exit ") {
        Some(frames) => {
            frames.split('[').skip(1).filter_map(|f| f.split(']').next()).fold("sync".to_owned(), |s, f| s + " " + f)
        }
        None => l.to_owned(),
    };
    lines.map(|l| shown(l) + "\n").collect()
}
