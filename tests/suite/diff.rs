//! A line diff for terminals: longest common subsequence, with a little context.

const CONTEXT: usize = 2;
const MOST_LINES: usize = 60;
/// Above this product of line counts the table of the exact diff would be too large.
const MOST_CELLS: usize = 4_000_000;

/// `- expected` and `+ actual` lines with context; everything else is left out.
pub fn lines(expected: &str, actual: &str) -> String {
    let old: Vec<_> = expected.lines().collect();
    let new: Vec<_> = actual.lines().collect();
    if old == new {
        return "  only the last line's end differs\n".to_owned();
    }
    let marked = if old.len() * new.len() <= MOST_CELLS { exact(&old, &new) } else { first_difference(&old, &new) };
    render(&marked)
}

/// The first lines of a long text, indented.
pub fn clip(text: &str) -> String {
    let mut clipped: Vec<_> = text.lines().take(MOST_LINES).map(|line| format!("    {line}")).collect();
    let rest = text.lines().count().saturating_sub(MOST_LINES);
    if rest > 0 {
        clipped.push(format!("    … {rest} more lines"));
    }
    clipped.join("\n")
}

type Marked<'a> = Vec<(char, &'a str)>;

fn exact<'a>(old: &[&'a str], new: &[&'a str]) -> Marked<'a> {
    let width = new.len() + 1;
    // common[i * width + j]: length of the longest common subsequence of old[i..] and new[j..].
    let mut common = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut marked) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            marked.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            marked.push(('-', old[i]));
            i += 1;
        } else {
            marked.push(('+', new[j]));
            j += 1;
        }
    }
    marked
}

fn first_difference<'a>(old: &[&'a str], new: &[&'a str]) -> Marked<'a> {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let mut marked: Marked<'a> = old[..same].iter().map(|&line| (' ', line)).collect();
    marked.extend(old[same..].iter().take(MOST_LINES / 2).map(|&line| ('-', line)));
    marked.extend(new[same..].iter().take(MOST_LINES / 2).map(|&line| ('+', line)));
    marked
}

fn render(marked: &Marked) -> String {
    let near = |index: usize| {
        let from = index.saturating_sub(CONTEXT);
        marked[from..marked.len().min(index + CONTEXT + 1)].iter().any(|(mark, _)| *mark != ' ')
    };
    let mut text = String::new();
    let (mut printed, mut gap) = (0, false);
    for (index, (mark, line)) in marked.iter().enumerate() {
        if !near(index) {
            gap = true;
            continue;
        }
        if gap {
            text.push_str("  ...\n");
            gap = false;
        }
        text.push_str(&format!("  {mark} {line}\n"));
        printed += 1;
        if printed == MOST_LINES {
            text.push_str("  … cut\n");
            break;
        }
    }
    text
}
