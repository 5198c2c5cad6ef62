//! From optimised IR to something that runs.
//!
//! [`cranelift`] makes machine code, one function per trace tree. [`context`] is the memory that
//! code and embedding share.

pub mod context;
pub mod cranelift;
