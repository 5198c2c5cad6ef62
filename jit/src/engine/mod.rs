//! The engine: owns trees and their code, decides when what is compiled, lets go of it.
//!
//! ```text
//!   add_loop ──▶ optimise ─▶ compile ─▶ install ──▶ code(tree) ──▶ enter … exit
//!                (worker thread, or in place)                              │ note_exit: hot?
//!   add_bridge ◀────────────── the embedding records from the exit ◀───────┘
//! ```
//!
//! - [`Engine`]: trees by number, exits with their plans and counters, events.
//! - [`heat`]: counters with thresholds, back-off after failures, blacklists.
//! - [`job`]: optimising and compiling one tree: the same code on the worker and in place.
//! - [`event`]: what has happened, for the log.
//! - [`perf`]: symbol files for Linux `perf`.
//!
//! Invariant: code is dropped when nobody holds its `Arc`, and whoever runs it holds one; so a tree
//! can be replaced or invalidated while activations of the old code are on the stack.

pub mod event;
pub mod heat;
pub mod job;
pub mod perf;
mod trees;
mod worker;

#[cfg(test)]
mod engine_test;

pub use event::{Compiled, Event, What};
pub use job::{AsRecorded, Optimiser};
pub use trees::{Engine, EngineError, Next, Settings, TreeId, TreeState};
