//! Taipan's trace compiler: takes a recorded trace, optimises it, compiles it through Cranelift, keeps the code.
//!
//! The crate knows no language. What it knows is the tagged word ([`ir::word`]), the header of a heap object
//! ([`ir::word::header`]), and what the embedding declares as data: field, array, type and call descriptors with
//! their effects ([`ir::descr`]), constants, and snapshots that say how the interpreter's frames look at an exit.
//! No type of the embedding is named here, and no module of it is imported.
//!
//! Modules, lowest first; each sees only those before it:
//!
//! - [`ir`]: operations, traces, snapshots, descriptors, trees; text form, verifier, meaning of each operation.
//! - [`cache`]: executable memory.
//! - [`backend`]: the `Backend` trait, the context that native code shares with the embedding, the evaluator,
//!   Cranelift.
//! - [`opt`]: the optimiser.
//! - [`engine`]: trees, exits, bridges and their code; compile thread; events.
//!
//! Unsafe code is allowed in `backend` and `cache`, nowhere else.

pub mod backend;
pub mod cache;
pub mod engine;
pub mod ir;
pub mod opt;
