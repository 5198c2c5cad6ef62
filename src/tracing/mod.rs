//! The tracer: hot loops are recorded, handed to the engine, and run as native code.
//!
//! ```text
//!   back-edge counter ─▶ hot ─▶ Recorder ─▶ engine (optimise, compile) ─▶ enter ─▶ exit ─▶ frames rebuilt ─▶ interpreter
//!                                  ▲                                                 │ hot exit
//!                                  └────────────────────── bridge ◀──────────────────┘
//! ```
//!
//! This is the only part of the runtime that knows `taipan-jit`, which in turn never names a Python type: everything Python
//! reaches it as descriptors (`descrs`), constants and snapshots.
//!
//! - `recorder`, `machine_impl`, `record_ops`, `guards`: the machine that executes and writes down;
//! - `generators`: frames of generators, inlined; `exceptions`: raised and caught within a trace;
//! - `whole`: integers beyond machine words;
//! - `calls`: functions that are called as such; `functions`: when, and what becomes of calls that native code does not end;
//! - `enter`, `rebuild`: into native code and back (the unsafe part);
//! - `start`: setting up, when something becomes hot; `loops`: counters, what is hot, what is given up;
//! - `tokens`: assumptions of traces, and breaking them;
//! - `params`: settings; `log`: what happened, for people.

mod calls;
mod descrs;
mod enter;
mod exceptions;
mod functions;
mod generators;
mod guards;
mod lifetime;
mod log;
mod loops;
mod machine_impl;
mod params;
mod place;
mod rebuild;
mod record_ops;
mod recorder;
mod start;
mod tokens;
mod turns;
mod ways;
mod whole;

pub use params::Params;
pub use start::{install, shut_down};
