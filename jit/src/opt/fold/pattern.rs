//! Patterns: the two sides of a rule, read from text.
//!
//! ```text
//!   pattern = letter | CAPITAL | literal | name(pattern, …)
//!   literal = 5 | -1 | 1.5 | true | #false
//! ```

use crate::ir::trace::Const;
use crate::ir::{Op, Type, word};

/// One side of a rule, or a part of it.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Pattern {
    /// Any value; the number says which letter.
    Value(usize),
    /// Any constant.
    Constant(usize),
    /// This constant.
    Literal(Const),
    /// A constant computed from another (right side only).
    Computed(Function, usize),
    /// The result of an operation.
    Op(Op, Vec<Pattern>),
}

/// What the right side may compute from constants beyond what operations do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Function {
    /// Exponent of a power of two.
    Log2,
    /// The number less one.
    Decrement,
    /// Reciprocal of a float.
    Reciprocal,
}

impl Function {
    const ALL: [(&'static str, Function); 3] =
        [("log2", Function::Log2), ("dec", Function::Decrement), ("reciprocal", Function::Reciprocal)];

    /// Type and bits of the result.
    pub fn apply(self, bits: u64) -> (Type, u64) {
        match self {
            Function::Log2 => (Type::Int, u64::from(bits.trailing_zeros())),
            Function::Decrement => (Type::Int, bits.wrapping_sub(1)),
            Function::Reciprocal => (Type::Float, (1.0 / f64::from_bits(bits)).to_bits()),
        }
    }
}

/// Reads patterns; the letters of one rule share their numbers.
pub(super) struct Reader<'a> {
    rest: &'a str,
    pub letters: Vec<char>,
}

impl<'a> Reader<'a> {
    pub fn new() -> Self {
        Reader { rest: "", letters: Vec::new() }
    }

    /// Reads a whole pattern.
    pub fn read(&mut self, text: &'a str) -> Pattern {
        self.rest = text.trim();
        let pattern = self.pattern();
        assert!(self.rest.is_empty(), "unread: `{}`", self.rest);
        pattern
    }

    /// The number of a letter.
    pub fn letter(&mut self, c: char) -> usize {
        self.letters.iter().position(|l| *l == c).unwrap_or_else(|| {
            self.letters.push(c);
            self.letters.len() - 1
        })
    }

    fn word(&mut self) -> &'a str {
        let end = self.rest.find(['(', ')', ',', ' ']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        word
    }

    fn eat(&mut self, c: char) -> bool {
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.map_or(self.rest, str::trim_start);
        rest.is_some()
    }

    fn pattern(&mut self) -> Pattern {
        let word = self.word();
        if !self.eat('(') {
            return self.leaf(word);
        }
        let mut args = Vec::new();
        while !self.eat(')') {
            args.push(self.pattern());
            self.eat(',');
        }
        if let Some((_, f)) = Function::ALL.iter().find(|f| f.0 == word) {
            let Some(Pattern::Constant(i)) = args.first() else { panic!("`{word}` takes a constant") };
            return Pattern::Computed(*f, *i);
        }
        match Op::from_mnemonic(word) {
            Some(op) => Pattern::Op(op, args),
            None => panic!("no operation `{word}`"),
        }
    }

    fn leaf(&mut self, word: &str) -> Pattern {
        let constant = |ty, bits| Pattern::Literal(Const { ty, bits });
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.is_ascii_lowercase() => return Pattern::Value(self.letter(c)),
            (Some(c), None) if c.is_ascii_uppercase() => return Pattern::Constant(self.letter(c)),
            _ => {}
        }
        match word {
            "true" | "false" => constant(Type::Bool, u64::from(word == "true")),
            "#true" => constant(Type::Val, word::TRUE),
            "#false" => constant(Type::Val, word::FALSE),
            "min" => constant(Type::Int, i64::MIN as u64),
            _ => match (word.parse::<i64>(), word.parse::<f64>()) {
                (Ok(i), _) => constant(Type::Int, i as u64),
                (_, Ok(f)) => constant(Type::Float, f.to_bits()),
                _ => panic!("no pattern: `{word}`"),
            },
        }
    }
}
