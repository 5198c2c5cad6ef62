//! Taipan: Python 3.14 with a tracing JIT.
//!
//! The code map, lowest layer first; a module uses only those above it in this list:
//!
//! - [`object`]: values, the heap, types, shapes, the `Vm`;
//! - `types`: one built-in type per folder;
//! - `machine`, `interp`: opcode handlers, written once, and the stack VM that runs them;
//! - `tracing`: hot loops become traces, and native code through `taipan-jit`;
//! - `modules`: native modules.

pub mod command;
pub mod interp;
pub mod machine;
pub mod modules;
pub mod object;
pub mod program;
pub mod tracing;
pub mod types;
