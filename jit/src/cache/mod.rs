//! The code cache: executable memory and what lives in it.

mod arena;
#[cfg(test)]
mod arena_test;
mod publish;

pub use arena::{ArenaError, ArenaMode, ArenaStats, CodeArena, CodeBlock, ForkCopy};
