//! Layers: a module uses only what lies below it. The root package's modules are ranked; the other packages say
//! which packages they may see.

use crate::source::File;

/// The modules of the root package, lowest first; a row may use its own row and those above it in this table.
const LAYERS: &[&[&str]] =
    &[&["object"], &["types"], &["machine", "interp"], &["tracing"], &["modules"], &["program", "command"]];

/// What a package may see of the workspace, itself included (its tests and examples name it). The folder of a nested package comes before the one around it.
const PACKAGES: &[(&str, &[&str])] = &[
    ("src/text/", &["taipan_text"]),
    ("src/bytecode/", &["taipan_bytecode", "taipan_text"]),
    ("src/compiler/", &["taipan_compiler", "taipan_bytecode", "taipan_text"]),
    ("jit/", &["taipan_jit"]),
    ("perf-suite/", &[]),
    ("src/", &["taipan_text", "taipan_bytecode", "taipan_compiler", "taipan_jit", "taipan"]),
    ("tests/", &["taipan", "taipan_bytecode", "taipan_compiler", "taipan_text", "taipan_jit"]),
    ("benches/", &["taipan", "taipan_bytecode", "taipan_compiler", "taipan_text", "taipan_jit"]),
    ("build.rs", &["taipan_bytecode", "taipan_compiler", "taipan_text"]),
];

/// The only modules that may name the engine: everything else reaches it through them.
const ENGINE_USERS: &[&str] = &["tracing"];

/// The faults of one file.
pub fn check(file: &File) -> Vec<String> {
    let mut faults = packages(file);
    if let Some(module) = root_module(&file.path) {
        faults.extend(modules(file, module));
    }
    faults
}

/// The first component of a file's module path, when it is a module of the root package.
fn root_module(path: &str) -> Option<&str> {
    let nested = PACKAGES.iter().any(|(folder, _)| path.starts_with(folder) && *folder != "src/");
    let inner = path.strip_prefix("src/").filter(|_| !nested)?;
    let first = inner.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (name != "lib" && name != "main").then_some(name)
}

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

fn modules(file: &File, module: &str) -> Vec<String> {
    let Some(own) = rank(module) else {
        return vec![format!("{}: `{module}` is in no layer; add it to the table in tests/tidy/layers.rs", file.path)];
    };
    let mut faults = Vec::new();
    for (line, code) in joined_lines(&file.code) {
        for used in root_paths(&file.path, &code) {
            if rank(&used).is_some_and(|other| other > own) {
                faults.push(format!("{}:{line}: `{module}` uses `{used}`, which is above it", file.path));
            }
        }
        let engine = code.match_indices("taipan_jit").next().is_some();
        if engine && !ENGINE_USERS.contains(&module) {
            faults.push(format!("{}:{line}: only {ENGINE_USERS:?} may name taipan_jit", file.path));
        }
    }
    faults
}

fn packages(file: &File) -> Vec<String> {
    let Some((folder, allowed)) = PACKAGES.iter().find(|(folder, _)| file.path.starts_with(folder)) else {
        return vec![format!("{}: in no package of the table in tests/tidy/layers.rs", file.path)];
    };
    let mut faults = Vec::new();
    for (number, line) in file.code.lines().enumerate() {
        for word in words(line).filter(|word| *word == "taipan" || word.starts_with("taipan_")) {
            let path_follows = line.contains(&format!("{word}::")) || line.contains(&format!("use {word}"));
            if path_follows && !allowed.contains(&word) {
                faults.push(format!("{}:{}: {folder} must not see {word}", file.path, number + 1));
            }
        }
    }
    faults
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Lines with their numbers; a `use` that spans several is one, so that its groups can be read.
fn joined_lines(code: &str) -> Vec<(usize, String)> {
    let mut joined: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (number, line) in code.lines().enumerate() {
        let starts = line.trim_start().starts_with("use ") || line.trim_start().starts_with("pub use ");
        match joined.last_mut() {
            Some((_, whole)) if open => whole.push_str(line.trim()),
            _ => joined.push((number + 1, line.to_owned())),
        }
        open = (open || starts) && !line.contains(';');
    }
    joined
}

/// The modules at the root of the crate that a line names, by `crate::…` or by enough `super::`s.
fn root_paths(path: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            found.extend(heads(&code[at + "crate::".len()..]));
        }
    }
    let to_root = depth(path);
    let climb = "super::".repeat(to_root);
    for (at, _) in code.match_indices(&climb) {
        let partial = code[..at].ends_with("::") || code[at + climb.len()..].starts_with("super::");
        if to_root > 0 && !partial {
            found.extend(heads(&code[at + climb.len()..]));
        }
    }
    found
}

/// How many `super::`s lead from the module of this file to the root of the crate.
fn depth(path: &str) -> usize {
    let components = path.trim_start_matches("src/").trim_end_matches(".rs").split('/');
    components.filter(|component| *component != "mod").count()
}

/// The first names of what follows a `::`: one, or those of a group.
fn heads(path: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let (mut depth, mut names, mut start) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && !c.is_whitespace() => {
                names.push(name(&group[at..]));
                start = false;
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{check, depth, heads, root_paths};
    use crate::source::File;

    #[track_caller]
    fn faults(path: &str, text: &str, expected: usize) {
        let found = check(&File::new(path, text));
        assert_eq!(found.len(), expected, "{found:#?}");
    }

    #[test]
    fn downward_imports_pass() {
        faults("src/types/list.rs", "use crate::object::Value;\nuse super::tuple;", 0);
        faults("src/modules/sys.rs", "use crate::{object::Vm, types::str, interp};", 0);
        faults("src/interp/frame.rs", "use crate::machine::Machine;", 0);
    }

    #[test]
    fn upward_imports_fail() {
        faults("src/object/value.rs", "use crate::types::list;", 1);
        faults("src/object/value.rs", "fn f() { crate::modules::sys::exit() }", 1);
        faults("src/types/list.rs", "use crate::{\n    object::Value,\n    interp::call,\n};", 1);
        faults("src/object/value.rs", "use super::super::types::x;", 1);
        faults("src/machine/direct.rs", "use crate::{object::{a, b}, tracing::t, modules};", 2);
    }

    #[test]
    fn comments_and_texts_do_not_count() {
        faults("src/object/value.rs", "//! See [`crate::types`].\nconst A: &str = \"crate::types::x\";", 0);
    }

    #[test]
    fn the_engine_has_one_door() {
        faults("src/tracing/recorder.rs", "use taipan_jit::ir::Op;", 0);
        faults("src/interp/mod.rs", "use taipan_jit::ir::Op;", 1);
        faults("src/text/lib.rs", "use taipan_bytecode::Code;", 1);
        faults("src/compiler/lib.rs", "use taipan::object::Value;", 1);
        faults("jit/src/lib.rs", "use taipan::object::Value;", 1);
    }

    #[test]
    fn unknown_modules_are_reported() {
        faults("src/novelty/mod.rs", "", 1);
        faults("src/main.rs", "use taipan::modules;", 0);
    }

    #[test]
    fn names_of_a_group() {
        assert_eq!(heads("{a::b, c::{d, e}, self}"), ["a", "c", "self"]);
        assert_eq!(heads("a::b"), ["a"]);
        assert_eq!(depth("src/object/mod.rs"), 1);
        assert_eq!(depth("src/types/list/sort.rs"), 3);
        assert_eq!(root_paths("src/types/list/sort.rs", "super::super::super::interp::call()"), ["interp"]);
        assert!(root_paths("src/types/list/sort.rs", "super::super::tuple").is_empty());
    }
}
