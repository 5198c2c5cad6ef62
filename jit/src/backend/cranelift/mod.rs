//! Cranelift as a fast, one-shot, non-patching backend.
#![allow(unsafe_code, reason = "machine code is made and run here")]

mod arith;
mod asm;
mod boxing;
mod compile;
mod isa;
mod lower;
mod memory;
mod native;
#[cfg(test)]
mod sequences_test;
mod stubs;
#[cfg(test)]
mod tree_test;

pub use compile::{Compiler, Detail, MachineCode, SourceRange};
pub use isa::{BackendError, host_isa};
pub use lower::{LowerError, LowerOptions, OpPlace};
pub use native::{CodeHome, CraneliftBackend, NativeCode};
pub use stubs::Stubs;
