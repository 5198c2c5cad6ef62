//! What a traceback underlines in a line of source: which part of an expression is its operator, its subscript or its call
//! parentheses. The rules are those of CPython's `traceback` module.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

/// The part of a segment that is marked by `^` while the rest gets `~`. Lines count from 0, columns in characters; the
/// end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    /// Line and column where it begins.
    pub left: (usize, usize),
    /// Line and column where it ends.
    pub right: (usize, usize),
}

/// The anchors of an expression: a binary operation, a subscript or a call.
pub fn anchors(segment: &str) -> Option<Anchors> {
    let text = format!("(\n{segment}\n)");
    let parsed = ruff_python_parser::parse_module(&text).ok()?;
    let [Stmt::Expr(statement)] = &parsed.syntax().body[..] else { return None };
    let lines: Vec<Vec<char>> = segment.lines().map(|l| l.chars().collect()).collect();
    let place = |offset: usize| line_and_column(segment, offset.saturating_sub(2));
    let grid = Grid { lines };
    match &*statement.value {
        Expr::BinOp(e) => {
            let at = grid.valid(place(e.left.end().to_usize()))?;
            let (line, col) = grid.until(at, |c| !c.is_whitespace() && c != ')')?;
            let right = place(e.right.start().to_usize());
            let mut end = col + 1;
            let row = &grid.lines[line];
            let free = right.0 > line || end < right.1;
            if end < row.len() && free && !row[end].is_whitespace() && !matches!(row[end], '\\' | '#') {
                end += 1;
            }
            Some(Anchors { left: (line, col), right: (line, end) })
        }
        Expr::Subscript(e) => {
            let at = grid.valid(place(e.value.end().to_usize()))?;
            let left = grid.until(at, |c| c == '[')?;
            Some(Anchors { left, right: place(e.end().to_usize()) })
        }
        Expr::Call(e) => {
            let at = grid.valid(place(e.func.end().to_usize()))?;
            let left = grid.until(at, |c| c == '(')?;
            Some(Anchors { left, right: place(e.end().to_usize()) })
        }
        _ => None,
    }
}

/// Whether the statement on these lines is `return f(…)` or `x = f(…)` and the call spans from character `start` of the first
/// line to character `end` of the last: such a call needs no marks.
pub fn is_plain_call(lines: &[&str], start: usize, end: usize) -> bool {
    let text = lines.join("\n");
    let Ok(parsed) = ruff_python_parser::parse_module(&text) else { return false };
    let call = match parsed.syntax().body.first() {
        Some(Stmt::Return(r)) => match r.value.as_deref() {
            Some(Expr::Call(c)) if c.func.is_name_expr() => c,
            _ => return false,
        },
        Some(Stmt::Assign(a)) => match &*a.value {
            Expr::Call(c) => c,
            _ => return false,
        },
        _ => return false,
    };
    let (from, to) = (line_and_column(&text, call.start().to_usize()), line_and_column(&text, call.end().to_usize()));
    from == (0, start) && to == (lines.len() - 1, end)
}

/// Whether the lines are a program at all, and not an empty one.
pub fn parses(lines: &[&str]) -> bool {
    ruff_python_parser::parse_module(&lines.join("\n")).is_ok_and(|p| !p.syntax().body.is_empty())
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count(), before[start..].chars().count())
}

/// The segment as lines of characters.
struct Grid {
    lines: Vec<Vec<char>>,
}

impl Grid {
    /// The first place at or after this one that holds a character.
    fn valid(&self, (mut line, mut col): (usize, usize)) -> Option<(usize, usize)> {
        while line < self.lines.len() && col >= self.lines[line].len() {
            (line, col) = (line + 1, 0);
        }
        (line < self.lines.len()).then_some((line, col))
    }

    /// The next place whose character satisfies `stop`; comments and continuations are skipped.
    fn until(&self, mut at: (usize, usize), stop: impl Fn(char) -> bool) -> Option<(usize, usize)> {
        loop {
            let c = self.lines[at.0][at.1];
            if matches!(c, '\\' | '#') {
                at = self.valid((at.0 + 1, 0))?;
            } else if stop(c) {
                return Some(at);
            } else {
                at = self.valid((at.0, at.1 + 1))?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(segment: &str) -> Option<((usize, usize), (usize, usize))> {
        anchors(segment).map(|a| (a.left, a.right))
    }

    #[test]
    fn operators_subscripts_and_calls_have_anchors() {
        assert_eq!(marks("a + b"), Some(((0, 2), (0, 3))));
        assert_eq!(marks("(a) // (b)"), Some(((0, 4), (0, 6))));
        assert_eq!(marks("a +b"), Some(((0, 2), (0, 3))));
        assert_eq!(marks("x['k'][1]"), Some(((0, 6), (0, 9))));
        assert_eq!(marks("f.g(x)(y)"), Some(((0, 6), (0, 9))));
        assert_eq!(marks("a\n  + b"), Some(((1, 2), (1, 3))));
        assert_eq!(marks("a.b"), None);
        assert_eq!(marks("raise x"), None);
    }

    #[test]
    fn plain_calls_are_known() {
        assert!(is_plain_call(&["return f(x)"], 7, 11));
        assert!(!is_plain_call(&["return o.f(x)"], 7, 13));
        assert!(is_plain_call(&["y = o.f(x)"], 4, 10));
        assert!(!is_plain_call(&["y = 1 + f(x)"], 8, 12));
    }
}
