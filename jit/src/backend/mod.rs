//! From IR to something that runs.
//!
//! - [`context`]: the memory that code and embedding share.
//! - [`eval`]: executes IR as it stands; what it does is right by definition.
//! - [`cranelift`]: makes machine code, one function per trace tree.

pub mod context;
pub mod cranelift;
pub mod eval;

use crate::ir::{Descrs, ExitId, Tree};
use context::JitCtx;

/// Why a tree could not be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError(pub String);

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CompileError {}

/// Turns trees into something that runs.
#[allow(unsafe_code, reason = "native code is entered here")]
pub trait Backend {
    /// A compiled tree. Dropping it frees the code; the caller drops it only while no activation is live.
    type Code;

    /// Compiles a whole tree as one function.
    ///
    /// # Errors
    /// When the tree is too large, or memory is short. Traces that do not verify are bugs and may panic.
    fn compile(&mut self, tree: &Tree, descrs: &Descrs) -> Result<Self::Code, CompileError>;

    /// Runs the code until it leaves through an exit; its live values are in the exit buffer of `ctx`, in the order
    /// of [`Trace::live_values`](crate::ir::Trace::live_values).
    ///
    /// # Safety
    /// `ctx` is set up for this thread; `frame` is slot 0 of a frame of the code that the root trace was recorded in,
    /// with room for all frames that the tree's snapshots describe; all that the traces' constants and descriptors
    /// say about memory holds.
    unsafe fn run(&self, code: &Self::Code, ctx: &mut JitCtx, frame: *mut u64) -> ExitId;
}
