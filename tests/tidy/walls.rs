//! Walls around `unsafe`: only some folders may say the word, and each block says why it is sound.

use crate::source::File;

/// Where `unsafe` may stand, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("src/object/", "memory layout, reference counts and raw bodies live here"),
    ("src/machine/", "the interpreter's registers are raw pointers into the data stack"),
    ("src/interp/", "frames, inline caches and unwinding address the data stack"),
    ("src/tracing/", "the recorder reads the data stack, native code is entered and left here"),
    ("src/bytecode/instr.rs", "an opcode is valid by construction: the dispatch must not check it again"),
    ("src/text/wtf8/", "a `Wtf8` is a transparent view of bytes, as `str` is"),
    ("jit/src/backend/", "native code, its stubs, and the evaluator that mirrors its memory accesses"),
    ("jit/src/cache/", "executable memory"),
    ("jit/src/engine/engine_test.rs", "the test calls what it has compiled"),
    ("perf-suite/src/process.rs", "`wait4` alone tells the peak memory of one child"),
    ("jit/tests/", "the file tests call what they have compiled"),
    ("jit/benches/", "the benchmarks call what they have compiled"),
];

/// How far above a block the comment may stand, when a statement is broken over lines.
const REACH: usize = 8;

/// The faults of one file.
pub fn check(file: &File) -> Vec<String> {
    let lines: Vec<&str> = file.text.lines().collect();
    let mut faults = Vec::new();
    for (index, code) in file.code.lines().enumerate() {
        if !says_unsafe(code) {
            continue;
        }
        if !ALLOWED.iter().any(|(folder, _)| file.path.starts_with(folder)) {
            faults.push(format!("{}:{}: `unsafe` outside its walls", file.path, index + 1));
        }
        if needs_reason(code) && !has_reason(&lines, index) {
            faults.push(format!("{}:{}: no `// SAFETY:` above", file.path, index + 1));
        }
    }
    faults
}

/// The keyword in code: neither `unsafe_code` of an attribute nor a part of a name.
fn says_unsafe(code: &str) -> bool {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "unsafe")
}

/// Blocks and impls carry a promise; `unsafe fn` and function types ask for one, which their docs describe.
fn needs_reason(code: &str) -> bool {
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    code.contains("unsafe {") || code.ends_with("unsafe") || code.contains("unsafe impl")
}

fn has_reason(lines: &[&str], index: usize) -> bool {
    if lines[index].contains("SAFETY:") {
        return true;
    }
    for line in lines[..index].iter().rev().take(REACH).map(|line| line.trim()) {
        if line.starts_with("//") {
            if line.contains("SAFETY:") {
                return true;
            }
        } else if line.is_empty() || line.ends_with(';') || line.ends_with('}') {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::source::File;

    #[track_caller]
    fn faults(path: &str, text: &str, expected: usize) {
        let found = check(&File::new(path, text));
        assert_eq!(found.len(), expected, "{found:#?}");
    }

    #[test]
    fn a_reason_may_stand_above_the_statement() {
        faults("src/object/a.rs", "// SAFETY: it is ours.\nunsafe { f() };", 0);
        faults("src/object/a.rs", "// SAFETY: it is ours,\n// and alive.\nlet x =\n    unsafe { f() };", 0);
        faults("src/object/a.rs", "// SAFETY: no state.\n#[rustfmt::skip]\nunsafe impl Send for A {}", 0);
    }

    #[test]
    fn a_block_without_a_reason_fails() {
        faults("src/object/a.rs", "unsafe { f() };", 1);
        faults("src/object/a.rs", "// SAFETY: of another one.\nunsafe { f() };\nunsafe { g() };", 1);
        faults("src/object/a.rs", "/// # Safety\nunsafe fn f() {}", 0);
    }

    #[test]
    fn the_word_has_walls() {
        faults("src/types/list.rs", "// SAFETY: it is ours.\nunsafe { f() };", 1);
        faults("src/types/list.rs", "// nothing unsafe here\n#![forbid(unsafe_code)]", 0);
    }
}
