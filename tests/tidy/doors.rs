//! Door signs: every file opens by saying what it is.

use crate::source::File;

/// A sign with fewer characters says nothing.
const LEAST: usize = 5;

/// The faults of one file.
pub fn check(file: &File) -> Vec<String> {
    let first = file.text.lines().next().unwrap_or_default();
    let sign: String = file.text.lines().map_while(|line| line.strip_prefix("//!")).collect();
    if !first.starts_with("//!") {
        vec![format!("{}: opens with {first:?} instead of a `//!` door sign", file.path)]
    } else if sign.trim().len() < LEAST {
        vec![format!("{}: the door sign {:?} says too little", file.path, sign.trim())]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::source::File;

    #[track_caller]
    fn faults(text: &str, expected: usize) {
        assert_eq!(check(&File::new("src/a.rs", text)).len(), expected, "{text:?}");
    }

    #[test]
    fn signs() {
        faults("//! What this file is, in a sentence.\n", 0);
        faults("//! Two\n//! short lines add up.\n", 0);
        faults("use std::fmt;\n", 1);
        faults("//! !\n", 1);
        faults("", 1);
    }
}
