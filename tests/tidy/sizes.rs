//! File sizes: what does not fit on a few screens is more than one idea.

use crate::source::File;

/// Lines that a file may have.
const MOST_LINES: usize = 800;

/// Files that may be longer, how long, and why.
const EXEMPT: &[(&str, usize, &str)] = &[];

/// The faults of one file.
pub fn check(file: &File) -> Vec<String> {
    let lines = file.text.lines().count();
    let exemption = EXEMPT.iter().find(|(path, ..)| *path == file.path);
    let most = exemption.map_or(MOST_LINES, |(_, most, _)| *most);
    if lines > most { vec![format!("{}: {lines} lines, at most {most}", file.path)] } else { Vec::new() }
}

/// Exemptions that nothing needs any more.
pub fn stale(files: &[File]) -> Vec<String> {
    let needed = |path: &str| files.iter().any(|file| file.path == path && file.text.lines().count() > MOST_LINES);
    EXEMPT.iter().filter(|(path, ..)| !needed(path)).map(|(path, ..)| (*path).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINES, check};
    use crate::source::File;

    #[test]
    fn the_limit_counts_lines() {
        assert!(check(&File::new("src/a.rs", &"x\n".repeat(MOST_LINES))).is_empty());
        assert_eq!(check(&File::new("src/a.rs", &"x\n".repeat(MOST_LINES + 1))).len(), 1);
    }
}
