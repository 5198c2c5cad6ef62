//! House rules that the compiler does not check: layers, file sizes, door signs, walls around `unsafe`, and words that
//! do not belong in finished code. Each rule is one test and one file here, with its table of exemptions and their
//! reasons at the top; each also tests itself on small strings.

mod doors;
mod layers;
mod registers;
mod sizes;
mod source;
mod walls;
mod words;

use source::File;

/// Fails with all faults at once, one per line, so that one run shows everything.
fn report(rule: &str, faults: Vec<String>) {
    assert!(faults.is_empty(), "{rule}: {} faults\n  {}", faults.len(), faults.join("\n  "));
}

/// Runs one rule over every Rust file of the workspace.
fn over_all_files(rule: &str, check: impl Fn(&File) -> Vec<String>) {
    let files = source::workspace();
    assert!(files.len() > 20, "only {} files found: is this the workspace?", files.len());
    report(rule, files.iter().flat_map(check).collect());
}

#[test]
fn no_layer_looks_up() {
    over_all_files("layers", layers::check);
}

#[test]
fn files_are_short() {
    over_all_files("file sizes", sizes::check);
    report("stale exemptions from the file size", sizes::stale(&source::workspace()));
}

#[test]
fn every_file_has_a_door_sign() {
    over_all_files("door signs", doors::check);
}

#[test]
fn registers_stay_registers() {
    report("registers", registers::check(&source::workspace()));
}

#[test]
fn unsafe_stays_inside_its_walls() {
    over_all_files("unsafe", walls::check);
}

#[test]
fn no_unfinished_business() {
    over_all_files("words", words::check);
}
