//! What is known at compile time: literals and folded expressions.

mod fold;
mod literal;
