//! The code cache: executable memory and what lives in it.

mod arena;

pub use arena::{ArenaError, ArenaMode, ArenaStats, CodeArena, CodeBlock};
