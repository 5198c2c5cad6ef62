//! Words of unfinished business. What is missing belongs in the list of expected failures or in an issue, not in a
//! comment; what cannot happen is `unreachable!` with its reason.

use crate::source::File;

/// The words, spelled so that this file does not contain them.
const WORDS: &[&str] = &[
    concat!("todo", "!"),
    concat!("unimplemented", "!"),
    concat!("dbg", "!("),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("HA", "CK:"),
];

/// The faults of one file, in code and comments alike.
pub fn check(file: &File) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        for word in WORDS {
            if line.contains(word) {
                faults.push(format!("{}:{}: {word}", file.path, index + 1));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{WORDS, check};
    use crate::source::File;

    #[test]
    fn each_word_is_found() {
        for word in WORDS {
            assert_eq!(check(&File::new("src/a.rs", &format!("fine\nx {word} y"))).len(), 1, "{word}");
        }
        assert!(check(&File::new("src/a.rs", "a method of the debugger")).is_empty());
    }
}
