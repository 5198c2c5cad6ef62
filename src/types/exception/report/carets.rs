//! The marks below source lines: `^` under what went wrong, `~` under the operands around it.

use taipan_compiler::carets::{Anchors, anchors, is_plain_call, parses};

/// A place where the lines have been moved left together, in characters.
struct Marked<'a> {
    lines: Vec<&'a str>,
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
    show: bool,
}

/// The lines of an instruction from byte `col` of the first to byte `end_col` of the last, moved left, with marks below those
/// that matter.
pub(super) fn mark(lines: &[String], col: usize, end_col: usize) -> String {
    let margin = common_margin(lines);
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    let removed = first.len().min(margin);
    let start = chars_before(first, col).saturating_sub(removed);
    let end = chars_before(last, end_col).saturating_sub(removed);
    let dedented: Vec<&str> =
        lines.iter().map(|l| if l.trim().is_empty() { "" } else { &l[margin.min(l.len())..] }).collect();
    let segment = segment(&dedented, start, end);
    let mut found = anchors(&segment);
    if let Some(a) = &mut found {
        for place in [&mut a.left, &mut a.right] {
            if place.0 == 0 {
                place.1 += start;
            }
        }
    }
    let show = should_show(&dedented, start, end, found.is_some());
    render(&Marked { lines: dedented, start, end, anchors: found, show })
}

/// Bytes of white space that all lines begin with.
fn common_margin(lines: &[String]) -> usize {
    let mut margin: Option<&str> = None;
    for l in lines.iter().filter(|l| !l.trim().is_empty()) {
        let indent = &l[..l.len() - l.trim_start_matches([' ', '\t']).len()];
        margin = Some(match margin {
            None => indent,
            Some(m) => {
                let n = m.bytes().zip(indent.bytes()).take_while(|(a, b)| a == b).count();
                &m[..n]
            }
        });
    }
    margin.map_or(0, str::len)
}

fn chars_before(line: &str, byte: usize) -> usize {
    line.char_indices().take_while(|(i, _)| *i < byte).count()
}

fn from_char(line: &str, n: usize) -> &str {
    line.char_indices().nth(n).map_or("", |(i, _)| &line[i..])
}

fn to_char(line: &str, n: usize) -> &str {
    line.char_indices().nth(n).map_or(line, |(i, _)| &line[..i])
}

/// The text between the two places.
fn segment(lines: &[&str], start: usize, end: usize) -> String {
    if let [one] = lines {
        return from_char(to_char(one, end), start).to_owned();
    }
    let mut parts: Vec<&str> = lines.to_vec();
    let n = parts.len() - 1;
    parts[0] = from_char(parts[0], start);
    parts[n] = to_char(parts[n], end);
    parts.join("\n")
}

fn should_show(lines: &[&str], start: usize, end: usize, anchored: bool) -> bool {
    if parses(lines) && is_plain_call(lines, start, end) {
        return false;
    }
    if anchored {
        return true;
    }
    let before = to_char(lines[0], start).trim_start();
    let after = from_char(lines[lines.len() - 1], end).trim_end();
    !before.is_empty() || !after.is_empty()
}

/// First and last line and those around the anchors; what lies between is left out.
fn render(m: &Marked<'_>) -> String {
    let n = m.lines.len();
    let mut wanted = vec![0, n - 1];
    if let Some(a) = &m.anchors {
        for line in [a.left.0, a.right.0] {
            wanted.extend(line.saturating_sub(1)..=line + 1);
        }
    }
    wanted.retain(|&l| l < n);
    wanted.sort_unstable();
    wanted.dedup();
    let mut out = String::new();
    let mut previous: Option<usize> = None;
    for line in wanted {
        match previous.map(|p| line - p) {
            Some(2) => write_line(m, line - 1, &mut out),
            Some(d) if d > 2 => out.push_str(&format!("...<{} lines>...\n", d - 1)),
            _ => {}
        }
        write_line(m, line, &mut out);
        previous = Some(line);
    }
    out
}

fn write_line(m: &Marked<'_>, line: usize, out: &mut String) {
    let text = m.lines[line];
    out.push_str(text);
    out.push('\n');
    if !m.show {
        return;
    }
    let spaces = text.chars().take_while(|c| c.is_whitespace()).count();
    let count = if line + 1 == m.lines.len() { m.end } else { text.chars().count() };
    let mut marks = String::new();
    for (col, c) in text.chars().chain(std::iter::repeat(' ')).take(count).enumerate() {
        let mark = if col < spaces || (line == 0 && col < m.start) {
            ' '
        } else if m.anchors.is_none_or(|a| (line, col) >= a.left && (line, col) < a.right) {
            '^'
        } else {
            '~'
        };
        for _ in 0..width(c) {
            marks.push(mark);
        }
    }
    out.push_str(marks.trim_end_matches(' '));
    out.push('\n');
}

/// Columns that a character takes on a terminal.
fn width(c: char) -> usize {
    match c as u32 {
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::mark;

    fn marked(text: &str, col: usize, end_col: usize) -> String {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        mark(&lines, col, end_col)
    }

    #[test]
    fn operators_are_pointed_at() {
        assert_eq!(marked("    x = 1 / 0", 8, 13), "x = 1 / 0\n    ~~^~~\n");
        assert_eq!(marked("d['a']['b']", 0, 11), "d['a']['b']\n~~~~~~^^^^^\n");
        assert_eq!(marked("print(f(1))", 6, 10), "print(f(1))\n      ~^^^\n");
    }

    #[test]
    fn whole_lines_are_not() {
        assert_eq!(marked("    raise ValueError", 4, 20), "raise ValueError\n");
        assert_eq!(marked("    return f(x)", 11, 15), "return f(x)\n");
    }

    #[test]
    fn long_expressions_are_shortened() {
        let text = "f(\n    1,\n    2,\n    3,\n    4,\n)";
        assert_eq!(marked(text, 0, 1), "f(\n~^\n    1,\n    ^^\n...<2 lines>...\n    4,\n    ^^\n)\n^\n");
    }
}
