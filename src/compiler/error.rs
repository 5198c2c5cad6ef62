//! Syntax errors and warnings, and how CPython shows them.

use std::fmt::Write as _;
use std::sync::Arc;

use taipan_bytecode::Position;

use crate::source::Source;

/// Which exception a syntax error becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// `_IncompleteInputError`: more input could repair it.
    Incomplete,
    /// `RecursionError`: nested too deeply for the compiler.
    Recursion,
}

impl ErrorKind {
    /// The exception's name.
    pub const fn name(self) -> &'static str {
        match self {
            ErrorKind::Syntax => "SyntaxError",
            ErrorKind::Indentation => "IndentationError",
            ErrorKind::Tab => "TabError",
            ErrorKind::Incomplete => "_IncompleteInputError",
            ErrorKind::Recursion => "RecursionError",
        }
    }
}

/// An error in a source text. Columns count characters from 1, as `SyntaxError.offset` does; 0 stands for "none".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, in CPython's words.
    pub msg: String,
    /// The file.
    pub filename: Arc<str>,
    /// Line, from 1; 0 when there is no place.
    pub line: u32,
    /// Column of the first character, from 1.
    pub col: u32,
    /// Last line.
    pub end_line: u32,
    /// Column one past the last character, from 1.
    pub end_col: u32,
    /// The text of the line, with its newline when it has one.
    pub text: Option<String>,
    /// Which exception it becomes.
    pub kind: ErrorKind,
}

impl SyntaxError {
    /// The text that `traceback` prints for an uncaught error: file, line, source with a caret range, message.
    pub fn render(&self) -> String {
        let mut out = String::new();
        if self.line > 0 {
            let _ = writeln!(out, "  File \"{}\", line {}", self.filename, self.line);
            self.render_source(&mut out);
        }
        let _ = writeln!(out, "{}: {}", self.kind.name(), self.msg);
        out
    }

    fn render_source(&self, out: &mut String) {
        let Some(text) = &self.text else { return };
        let line = text.trim_end_matches(['\n', '\r']);
        let shown = line.trim_start_matches([' ', '\n', '\u{c}', '\t']);
        let _ = writeln!(out, "    {}", shown.trim_end());
        if self.col == 0 {
            return;
        }
        let indent = line.chars().count() - shown.chars().count();
        let length = line.chars().count() as u32;
        let end_col = if self.end_line != self.line { length + 1 } else { self.end_col };
        let end_col = if end_col == 0 || end_col == self.col { self.col + 1 } else { end_col };
        let Some(start) = (self.col as usize - 1).checked_sub(indent) else { return };
        let width = (end_col.saturating_sub(self.col) as usize).max(1);
        // Tabs inside the line are kept, so that the carets stand below their characters.
        let padding: String = shown.chars().take(start).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
        let missing = start.saturating_sub(padding.chars().count());
        let _ = writeln!(out, "    {padding}{}{}", " ".repeat(missing), "^".repeat(width));
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render())
    }
}

impl std::error::Error for SyntaxError {}

/// A `SyntaxWarning` of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The message.
    pub msg: String,
    /// The line that it points to.
    pub line: u32,
}

/// An error before the file name and the text of its line are known. Boxed: it travels through every `Result`.
#[derive(Clone, Debug)]
pub(crate) struct Problem(pub(crate) Box<ProblemData>);

/// What a [`Problem`] says.
#[derive(Clone, Debug)]
pub(crate) struct ProblemData {
    pub(crate) msg: String,
    /// Lines from 1 and columns in bytes from 0, like instruction positions.
    pub(crate) position: Position,
    pub(crate) kind: ErrorKind,
}

/// The result of everything that may find a syntax error.
pub(crate) type Res<T = ()> = Result<T, Problem>;

impl Problem {
    /// A `SyntaxError` at a place.
    pub(crate) fn syntax(msg: impl Into<String>, position: Position) -> Problem {
        Problem::new(ErrorKind::Syntax, msg, position)
    }

    /// An error of any kind at a place.
    pub(crate) fn new(kind: ErrorKind, msg: impl Into<String>, position: Position) -> Problem {
        Problem(Box::new(ProblemData { msg: msg.into(), position, kind }))
    }

    /// Whether a limit of the tokenizer was exceeded, as opposed to a mistake.
    pub(crate) fn is_limit(&self) -> bool {
        self.0.msg.starts_with("too many ")
    }

    /// The error as the outside sees it.
    pub(crate) fn into_error(self, source: &Source<'_>, filename: &Arc<str>) -> SyntaxError {
        let ProblemData { msg, position, kind } = *self.0;
        let known = |number: i32| u32::try_from(number).unwrap_or(0);
        let (line, end_line) = (known(position.line), known(position.end_line));
        let text = source.line_text(line);
        let column = |line: u32, col: i32| match usize::try_from(col) {
            Ok(bytes) => {
                let text = source.line_text(line);
                let chars = text.get(..bytes.min(text.len())).unwrap_or(text).chars().count();
                (chars + bytes.saturating_sub(text.len())) as u32 + 1
            }
            Err(_) => 0,
        };
        SyntaxError {
            filename: filename.clone(),
            line,
            col: column(line, position.col),
            end_line,
            end_col: column(end_line, position.end_col),
            text: (line > 0 && line <= source.line_count()).then(|| whole_line(&msg, text)),
            msg,
            kind,
        }
    }
}

/// A line of source as errors have it: the parser has ended the last one, unless the tokenizer stopped in it.
fn whole_line(msg: &str, line: &str) -> String {
    const TOKENIZER: [&str; 6] =
        ["unterminated ", "leading zeros ", "invalid decimal ", "invalid digit ", "'(' ", "f-string: expecting '}'"];
    let end = if line.ends_with('\n') || TOKENIZER.iter().any(|t| msg.starts_with(t)) { "" } else { "\n" };
    format!("{line}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(text: &str, position: Position) -> String {
        let error = Problem::syntax("invalid syntax", position).into_error(&Source::new(text), &"x.py".into());
        error.render()
    }

    #[test]
    fn carets_stand_below_the_range() {
        let position = Position { line: 2, end_line: 2, col: 4, end_col: 6 };
        let expected = "  File \"x.py\", line 2\n    ab cd\n    ^^\nSyntaxError: invalid syntax\n";
        assert_eq!(render("if 1:\n    ab cd\n", position), expected);
    }

    #[test]
    fn a_range_of_many_lines_is_marked_to_the_end_of_the_first() {
        let position = Position { line: 1, end_line: 2, col: 4, end_col: 1 };
        let expected = "  File \"x.py\", line 1\n    f = (1,\n        ^^^\nSyntaxError: invalid syntax\n";
        assert_eq!(render("f = (1,\n2)\n", position), expected);
    }

    #[test]
    fn columns_count_characters() {
        let position = Position { line: 1, end_line: 1, col: 3, end_col: 4 };
        let error = Problem::syntax("x", position).into_error(&Source::new("éa$\n"), &"x.py".into());
        assert_eq!((error.col, error.end_col), (3, 4));
    }
}
