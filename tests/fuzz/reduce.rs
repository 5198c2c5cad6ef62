//! Makes a program smaller as long as it still shows the difference: blocks of lines go, then single lines.

/// The smallest text found for which `shows` holds, as it does for `text`.
pub fn reduce(text: &str, shows: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    loop {
        let before = lines.len();
        let mut at = 0;
        while at < lines.len() {
            let end = at + block(&lines, at);
            if drop_lines(&mut lines, at, end, &shows) || end > at + 1 && unwrap(&mut lines, at, end, &shows) {
                continue;
            }
            at += 1;
        }
        if lines.len() == before {
            return lines.join("\n") + "\n";
        }
    }
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Lines of the statement that starts here, with its block.
fn block(lines: &[String], at: usize) -> usize {
    let own = depth(&lines[at]);
    1 + lines[at + 1..].iter().take_while(|l| depth(l) > own).count()
}

fn drop_lines(lines: &mut Vec<String>, from: usize, to: usize, shows: &impl Fn(&str) -> bool) -> bool {
    let mut smaller = lines.clone();
    smaller.drain(from..to);
    keep(lines, smaller, shows)
}

/// Puts the content of a block in its place.
fn unwrap(lines: &mut Vec<String>, from: usize, to: usize, shows: &impl Fn(&str) -> bool) -> bool {
    let mut smaller = lines.clone();
    for line in &mut smaller[from + 1..to] {
        line.drain(..4);
    }
    smaller.remove(from);
    keep(lines, smaller, shows)
}

fn keep(lines: &mut Vec<String>, smaller: Vec<String>, shows: &impl Fn(&str) -> bool) -> bool {
    // A text that does not compile differs from nothing: the oracle says the same as Taipan.
    if shows(&(smaller.join("\n") + "\n")) {
        *lines = smaller;
        return true;
    }
    false
}
