//! The interpreter's registers must not escape: whatever is inlined into the dispatch may call other handlers only if those are
//! inlined as well, or through `cold`, `outline` and `far`, which pass the registers by value. One call by reference puts
//! program counter and stack pointer into memory for every opcode, and costs the plain interpreter a fifth of its speed.

use crate::source::File;
use std::collections::BTreeSet;

/// Where handlers and what they are made of live.
const FOLDERS: &[&str] = &["src/interp/ops/", "src/interp/cache.rs", "src/machine/"];

/// The faults of all files together: a handler of one file may call those of another.
pub fn check(files: &[File]) -> Vec<String> {
    let files: Vec<&File> = files.iter().filter(|f| FOLDERS.iter().any(|folder| f.path.starts_with(folder))).collect();
    let functions: Vec<Function> = files.iter().flat_map(|f| functions(f)).collect();
    let far: BTreeSet<&str> = functions.iter().filter(|f| !f.inlined).map(|f| f.name.as_str()).collect();
    let near: BTreeSet<&str> = functions.iter().filter(|f| f.inlined).map(|f| f.name.as_str()).collect();
    let escapes = |name: &str| far.contains(name) && !near.contains(name);
    let mut faults = Vec::new();
    for f in functions.iter().filter(|f| f.inlined) {
        for (number, line) in &f.body {
            if ["cold(", "outline(", "far("].iter().any(|by_value| line.contains(by_value)) {
                continue;
            }
            for name in calls(line).filter(|name| escapes(name)) {
                faults.push(format!("{}:{number}: the registers escape to `{name}`", f.path));
            }
        }
    }
    faults
}

/// A function whose first parameter is the machine.
struct Function {
    path: String,
    name: String,
    inlined: bool,
    /// Its lines with their numbers.
    body: Vec<(usize, String)>,
}

fn functions(file: &File) -> Vec<Function> {
    let mut found: Vec<Function> = Vec::new();
    let (mut inlined, mut open) = (false, false);
    for (index, line) in file.code.lines().enumerate() {
        if let Some(name) = declared(line) {
            found.push(Function { path: file.path.clone(), name, inlined, body: Vec::new() });
            open = true;
        } else if open && let Some(f) = found.last_mut() {
            f.body.push((index + 1, line.to_owned()));
        }
        if line.starts_with('}') {
            open = false;
        }
        let attribute = line.trim_start().starts_with("#[");
        inlined = line.contains("#[inline(always)]") || inlined && attribute;
    }
    found
}

/// The name of a function that takes the machine by reference.
fn declared(line: &str) -> Option<String> {
    let takes = line.contains("(m: &mut M") || line.contains("(d: &mut Direct");
    let rest = line.split("fn ").nth(1).filter(|_| takes)?;
    Some(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?.to_owned())
}

/// Names of functions that are called with the machine as their first argument.
fn calls(line: &str) -> impl Iterator<Item = &str> {
    ["(m,", "(m)", "(self,", "(self)", "(d,", "(d)"].into_iter().flat_map(|args| line.match_indices(args)).map(
        |(at, _)| {
            let start = line[..at].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |i| i + 1);
            &line[start..at]
        },
    )
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::source::File;

    const SLOW: &str = "fn slow<M: Machine>(m: &mut M) -> R {\n}\n";

    #[track_caller]
    fn faults(text: &str, expected: usize) {
        let found = check(&[File::new("src/interp/ops/a.rs", &format!("{SLOW}{text}"))]);
        assert_eq!(found.len(), expected, "{found:#?}");
    }

    #[test]
    fn a_call_by_reference_from_the_dispatch_fails() {
        faults("#[inline(always)]\npub fn fast<M: Machine>(m: &mut M) -> R {\n    slow(m)\n}\n", 1);
    }

    #[test]
    fn a_call_by_value_is_fine() {
        faults("#[inline(always)]\npub fn fast<M: Machine>(m: &mut M) -> R {\n    m.cold(|m| slow(m))\n}\n", 0);
    }

    #[test]
    fn far_code_may_call_what_it_likes() {
        faults("pub fn other<M: Machine>(m: &mut M) -> R {\n    slow(m)\n}\n", 0);
    }
}
