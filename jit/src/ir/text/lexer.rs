//! Cuts a line into tokens: words and punctuation.

/// A cursor over the tokens of one line.
pub struct Line<'a> {
    /// Number of the line, from 1.
    pub number: usize,
    tokens: Vec<&'a str>,
    at: usize,
}

const PUNCTUATION: &[char] = &['=', ',', '!', '[', ']', '(', ')', '{', '}'];

impl<'a> Line<'a> {
    /// The tokens of `text` up to a comment.
    pub fn new(number: usize, text: &'a str) -> Line<'a> {
        let text = text.split(';').next().unwrap_or("");
        let mut tokens = Vec::new();
        for part in text.split_whitespace() {
            let mut rest = part;
            while let Some(i) = rest.find(PUNCTUATION) {
                if i > 0 {
                    tokens.push(&rest[..i]);
                }
                tokens.push(&rest[i..=i]);
                rest = &rest[i + 1..];
            }
            // `v1:` names something; a colon inside of a word (`float:0x…`) stays.
            if let Some(name) = rest.strip_suffix(':').filter(|n| !n.is_empty()) {
                tokens.push(name);
                tokens.push(":");
            } else if !rest.is_empty() {
                tokens.push(rest);
            }
        }
        Line { number, tokens, at: 0 }
    }

    /// The next token, not consumed.
    pub fn peek(&self) -> Option<&'a str> {
        self.tokens.get(self.at).copied()
    }

    /// The token after the next.
    pub fn peek2(&self) -> Option<&'a str> {
        self.nth(1)
    }

    /// The token `n` behind the next.
    pub fn nth(&self, n: usize) -> Option<&'a str> {
        self.tokens.get(self.at + n).copied()
    }

    /// Consumes the next token.
    pub fn take(&mut self) -> Option<&'a str> {
        let t = self.peek()?;
        self.at += 1;
        Some(t)
    }

    /// Consumes the next token if it is this one.
    pub fn eat(&mut self, token: &str) -> bool {
        let is = self.peek() == Some(token);
        if is {
            self.at += 1;
        }
        is
    }

    /// Whether all is consumed.
    pub fn is_done(&self) -> bool {
        self.at == self.tokens.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_separates_and_colons_name() {
        let mut l = Line::new(1, "  v1: int = int_add v0, -5 ! s0 ; why");
        let mut all = Vec::new();
        while let Some(t) = l.take() {
            all.push(t);
        }
        assert_eq!(all, ["v1", ":", "int", "=", "int_add", "v0", ",", "-5", "!", "s0"]);
        assert_eq!(Line::new(1, "0=float:0x1").tokens, ["0", "=", "float:0x1"]);
    }
}
