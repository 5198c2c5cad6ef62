//! Runs the files in `filetests/`: IR in, text out.
//!
//! A file's comments at the top say what to do; the text behind `; ---` is what must come out. `TAIPAN_BLESS=1` writes
//! what comes out into the files instead. `filetests/README.md` has the commands.

#[path = "filetests/harness/mod.rs"]
mod harness;

#[test]
fn all_files_give_what_they_say() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/filetests");
    let failures = harness::run_all(&root);
    assert!(failures.is_empty(), "{}\n{} files failed", failures.join("\n"), failures.len());
}
