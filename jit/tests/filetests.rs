//! Runs the files in `filetests/`: IR in, text out; and random traces through the same machinery.
//!
//! A file's comments at the top say what to do; the text behind `; ---` is what must come out. `TAIPAN_BLESS=1` writes
//! what comes out into the files instead. `filetests/README.md` has the commands.

#[path = "filetests/harness/mod.rs"]
mod harness;
#[path = "filetests/random/mod.rs"]
mod random;

use taipan_jit::opt::{OptConfig, PASSES};

#[test]
fn all_files_give_what_they_say() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/filetests");
    let failures = harness::run_all(&root);
    assert!(failures.is_empty(), "{}\n{} files failed", failures.join("\n"), failures.len());
}

/// How many random traces; `TAIPAN_RANDOM` in the environment says another number.
fn count() -> u64 {
    std::env::var("TAIPAN_RANDOM").ok().and_then(|n| n.parse().ok()).unwrap_or(300)
}

#[test]
fn random_traces_survive_printing_and_parsing() {
    use taipan_jit::ir::text::{parse, print_descrs, print_trace};
    for seed in 0..count() {
        let (trace, descrs) = random::trace(seed);
        let text = print_descrs(&descrs) + &print_trace(&trace, &descrs);
        let again = taipan_jit::ir::Descrs::new();
        let parsed = parse(&text, &again).unwrap_or_else(|e| panic!("seed {seed}: {e}\n{text}"));
        let reprinted = print_descrs(&again) + &print_trace(&parsed[0], &again);
        assert_eq!(text, reprinted, "seed {seed}");
        assert_eq!(print_trace(&trace.compact(), &descrs), print_trace(&trace, &descrs), "seed {seed}");
    }
}

#[test]
fn random_traces_run_alike_in_evaluator_and_native_code() {
    for seed in 0..count() {
        let case = random::case(seed);
        if let Err(e) = harness::execute::run(&case) {
            panic!("seed {seed}: {e}\n{}", case.input);
        }
    }
}

/// Which passes are on for a seed: all, all but one, or none.
fn passes(seed: u64) -> OptConfig {
    match seed as usize % (PASSES.len() + 8) {
        0 => OptConfig::none(),
        n => match PASSES.get(n - 1).map(|p| OptConfig::new().without(p.name())) {
            Some(Ok(config)) => config,
            _ => OptConfig::new(),
        },
    }
}

#[test]
fn random_recorded_traces_do_the_same_when_they_are_optimised() {
    for seed in 0..count() {
        let case = if seed % 3 == 0 { random::recorded::case_with_calls(seed) } else { random::recorded::case(seed) };
        let config = passes(seed);
        let outcome = std::panic::catch_unwind(|| harness::optimise::compare(&case, &config));
        let failure = match outcome {
            Ok(Ok(_)) => continue,
            Ok(Err(e)) => e,
            Err(_) => "panicked".to_owned(),
        };
        panic!("seed {seed}, {config:?}: {failure}\n; {}\n{}", case.directives.join("\n; "), case.input);
    }
}

#[test]
fn random_bridges_do_the_same_as_the_code_that_they_stand_for() {
    let mut bridges = 0;
    for seed in 0..count() / 3 {
        let case = random::recorded::case(seed);
        let fragments = random::recorded::fragments(seed);
        let config = passes(seed);
        let compare = || harness::drive::compare(&case, &fragments, &config);
        let failure = match std::panic::catch_unwind(compare) {
            Ok(Ok(grown)) => {
                bridges += grown;
                continue;
            }
            Ok(Err(e)) => e,
            Err(_) => "panicked".to_owned(),
        };
        panic!("seed {seed}, {config:?}: {failure}\n; {}\n{}", case.directives.join("\n; "), case.input);
    }
    assert!(bridges > 0, "no bridge was ever grown");
}
