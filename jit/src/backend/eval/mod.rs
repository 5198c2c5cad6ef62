//! The reference interpreter: executes recorded and optimised trees as they stand.
//!
//! What it does is the meaning of the IR: tests run every trace through it and through Cranelift, before and after the
//! optimiser, and compare. It is written to be read, not to be fast.
//!
//! ```text
//!   tree ──▶ run ──▶ Left { exit, live values } ──▶ rebuild ──▶ frames in memory
//!             │                                       │
//!             └────────────── Memory ─────────────────┘
//!                  RawMemory: through a JitCtx     SimHeap: checked, for tests
//! ```
#![allow(unsafe_code, reason = "traces address raw memory and call native functions")]

mod memory;
mod native_call;
mod raw;
mod rebuild;
mod run;
mod sim;
mod sim_functions;
mod whole;

pub use memory::Memory;
pub use raw::{EvalBackend, RawMemory};
pub use rebuild::{Rebuilt, rebuild};
pub use run::{Left, Stop, run};
pub use sim::{SIM_FLOAT_TYPE, SIM_INT_TYPE, SimHeap};
