//! Cranelift as a fast, one-shot, non-patching backend.

mod isa;
mod stubs;

pub use isa::{BackendError, host_isa};
pub use stubs::Stubs;
