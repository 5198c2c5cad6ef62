//! The Rust files of the workspace, and their code with comments and texts blanked out, so that the rules can search
//! for words without a parser.

use std::fs;
use std::path::{Path, PathBuf};

/// One Rust file.
pub struct File {
    /// Path from the root of the workspace, with `/`.
    pub path: String,
    /// The text as it stands.
    pub text: String,
    /// The same lines and columns, with blanks in place of comments and the insides of texts.
    pub code: String,
}

impl File {
    /// A file from its parts; the rules' own tests use it too.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), code: strip(text) }
    }
}

/// Folders with Rust files of ours.
const FOLDERS: &[&str] = &["src", "jit", "perf-suite", "tests", "benches", "build.rs"];

/// Every Rust file of the workspace.
pub fn workspace() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in FOLDERS {
        collect(&root.join(folder), &mut paths);
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.strip_prefix(root).expect("it was found below the root").to_string_lossy().replace('\\', "/");
        File::new(&name, &text)
    };
    paths.into_iter().map(read).collect()
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        if path.ends_with("target") {
            return;
        }
        for entry in fs::read_dir(path).expect("a folder of the workspace is readable") {
            collect(&entry.expect("its entries too").path(), found);
        }
    } else if path.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
        found.push(path.to_owned());
    }
}

/// What the scanner is inside of.
enum Inside {
    Code,
    LineComment,
    BlockComment(u32),
    Text,
    RawText(usize),
}

/// Blanks comments, string literals and character literals; keeps every line break, so that lines still match.
pub fn strip(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut inside = Inside::Code;
    let mut i = 0;
    while i < chars.len() {
        let rest = &chars[i..];
        let (next, width, keep) = match inside {
            Inside::Code => in_code(rest, i.checked_sub(1).map(|before| chars[before])),
            Inside::LineComment if rest[0] == '\n' => (Inside::Code, 1, false),
            Inside::LineComment => (Inside::LineComment, 1, false),
            Inside::BlockComment(depth) => in_block_comment(rest, depth),
            Inside::Text if rest[0] == '\\' => (Inside::Text, 2, false),
            Inside::Text if rest[0] == '"' => (Inside::Code, 1, false),
            Inside::Text => (Inside::Text, 1, false),
            Inside::RawText(hashes) if raw_ends(rest, hashes) => (Inside::Code, 1 + hashes, false),
            Inside::RawText(hashes) => (Inside::RawText(hashes), 1, false),
        };
        for &c in rest.iter().take(width) {
            out.push(if keep || c == '\n' { c } else { ' ' });
        }
        inside = next;
        i += width;
    }
    out
}

/// In code: what starts here, how many characters it takes, and whether they stay.
fn in_code(rest: &[char], before: Option<char>) -> (Inside, usize, bool) {
    let word_before = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    match rest {
        ['/', '/', ..] => (Inside::LineComment, 2, false),
        ['/', '*', ..] => (Inside::BlockComment(1), 2, false),
        ['"', ..] => (Inside::Text, 1, false),
        ['r', tail @ ..] if !word_before || before == Some('b') || before == Some('c') => match raw_starts(tail) {
            Some(hashes) => (Inside::RawText(hashes), 2 + hashes, false),
            None => (Inside::Code, 1, true),
        },
        ['\'', '\\', _, tail @ ..] => {
            let end = tail.iter().position(|&c| c == '\'').unwrap_or(0);
            (Inside::Code, 3 + end + 1, false)
        }
        ['\'', _, '\'', ..] => (Inside::Code, 3, false),
        _ => (Inside::Code, 1, true),
    }
}

fn in_block_comment(rest: &[char], depth: u32) -> (Inside, usize, bool) {
    match rest {
        ['*', '/', ..] if depth == 1 => (Inside::Code, 2, false),
        ['*', '/', ..] => (Inside::BlockComment(depth - 1), 2, false),
        ['/', '*', ..] => (Inside::BlockComment(depth + 1), 2, false),
        _ => (Inside::BlockComment(depth), 1, false),
    }
}

/// After an `r`: the number of hashes when a raw string starts here.
fn raw_starts(tail: &[char]) -> Option<usize> {
    let hashes = tail.iter().take_while(|&&c| c == '#').count();
    (tail.get(hashes) == Some(&'"')).then_some(hashes)
}

fn raw_ends(rest: &[char], hashes: usize) -> bool {
    rest[0] == '"' && rest.len() > hashes && rest[1..=hashes].iter().all(|&c| c == '#')
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[track_caller]
    fn check(text: &str, code: &str) {
        assert_eq!(strip(text), code);
    }

    #[test]
    fn comments_are_blanked() {
        check("a // b\nc", "a     \nc");
        check("a /* b /* c */ d */ e", "a                   e");
    }

    #[test]
    fn texts_are_blanked() {
        check(r#"f("x // y", 1)"#, "f(        , 1)");
        check(r#"f("a\"b", c)"#, "f(      , c)");
        check("r#\"a \" b\"# c", "           c");
    }

    #[test]
    fn characters_are_not_lifetimes() {
        check("'a' '\"' '\\'' &'a str", "             &'a str");
        check("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)");
    }

    #[test]
    fn words_that_end_in_r_start_no_raw_string() {
        check("var\"x\"", "var   ");
    }
}
