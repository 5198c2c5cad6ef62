//! Refuses texts that nest more deeply than the parser and the passes behind it can bear.
//!
//! Brackets and blocks have CPython's limits. Other nesting (chains of operators, of unary signs, of `lambda:`) has no
//! token that closes it; it is bounded by the number of tokens in a row that can nest.

use super::tokenizer::{self, Kind};
use crate::error::{ErrorKind, Problem, Res};
use crate::source::Source;

/// Below this many bytes in a line nothing can go wrong.
const SHORT: usize = 1000;

/// Checks a text before it is parsed: no expression may have more than `depth` operators, signs, calls, attributes, ….
pub(super) fn check(source: &Source<'_>, depth: usize) -> Res {
    if !is_suspicious(source.text()) {
        return Ok(());
    }
    let scan = tokenizer::scan(source);
    if let Some(error) = scan.error
        && error.is_limit()
    {
        return Err(error);
    }
    // Tokens since the last comma or end of statement, per bracket level.
    let mut chains = vec![0usize];
    let mut total = 0;
    for token in &scan.tokens {
        let text = &source.text()[token.start..token.end];
        while chains.len() > token.level + 1 {
            total -= chains.pop().unwrap_or(0);
        }
        chains.resize(token.level + 1, 0);
        let last = chains.last_mut().expect("one per level");
        if matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent) || text == "," || text == ";" {
            total -= std::mem::take(last);
            continue;
        }
        *last += 1;
        total += 1;
        if total > depth {
            let position = source.position(token.range());
            return Err(Problem::new(
                ErrorKind::Recursion,
                "maximum recursion depth exceeded during compilation",
                position,
            ));
        }
    }
    Ok(())
}

/// Whether a text might nest deeply: many brackets open at once, deep indentation, or very long lines.
pub(crate) fn is_suspicious(text: &str) -> bool {
    let mut depth = 0i32;
    let mut longest = 0;
    let mut line = 0usize;
    let mut indent = 0;
    let mut at_start = true;
    for byte in text.bytes() {
        line += 1;
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > 100 {
                    return true;
                }
            }
            b')' | b']' | b'}' => depth -= 1,
            b'\n' => {
                longest = longest.max(line);
                line = 0;
                at_start = true;
                indent = 0;
                continue;
            }
            b' ' | b'\t' if at_start => {
                indent += 1;
                if indent > 90 {
                    return true;
                }
                continue;
            }
            b'\\' => line += SHORT,
            _ => {}
        }
        at_start = false;
        // Inside brackets a line break ends nothing.
        if depth > 0 {
            longest = longest.max(line);
        }
    }
    longest.max(line) > SHORT || text.len() > SHORT && depth != 0
}
