//! Taipan: Python 3.14 with a tracing JIT.
//!
//! # The code map
//!
//! Lowest layer first; a module uses only those above it in this list (`tests/tidy` checks it):
//!
//! | module | what it is | start reading at |
//! |---|---|---|
//! | `taipan-bytecode`, `taipan-compiler`, `taipan-text` | crates of their own under `src/`: opcodes, source to bytecode, text and numbers | their `lib.rs` |
//! | [`object`] | values, the heap, reference counts, types, shapes, the `Vm`, the cycle collector | `object/value.rs` |
//! | `types` | one built-in type per folder, safe Rust | `types/mod.rs` |
//! | [`machine`] | the operations of which opcode handlers are made, and `Direct`, which executes them | the trait in `machine/mod.rs` |
//! | [`interp`] | opcode handlers, each written once over `Machine`; the stack VM; inline caches | `interp/ops/mod.rs` |
//! | [`tracing`] | the recorder (the other `Machine`), hot loops and functions, entering native code, rebuilding frames | `tracing/recorder.rs` |
//! | `modules` | native modules, safe Rust, and a few written in Python | `modules/mod.rs` |
//! | [`program`], [`command`] | putting a VM together, and the command line | |
//!
//! Below all of them `taipan-jit` turns traces into machine code and knows no Python; its README follows one loop down.
//!
//! # What always holds
//!
//! - Every opcode means what its one handler says. The recorder runs the same handler; what it cannot see into is one opaque
//!   call in the trace.
//! - Reference counts are exact wherever Python code can look: an object dies at the instruction that drops it.
//! - A trace may stop anywhere at a snapshot; frames are rebuilt as the interpreter would have them.
//! - What a trace takes for constant (globals, methods, defaults, shapes) has watchers: who changes it clears the trace's
//!   valid byte, which the trace looks at after every call that may have done so.
//! - `unsafe` lives in `object`, `machine`, `interp` and `tracing`; each block says why it is right.
//!
//! # How to add
//!
//! **An opcode.** A line in `src/bytecode/op.rs`; the compiler emits it; a handler in `interp/ops/`, generic over
//! `Machine`, and its arm in `interp/ops/mod.rs`. If it needs something that no operation of `Machine` does, add the
//! operation: once in `machine/direct.rs`, once in `tracing/machine_impl.rs`.
//!
//! **A method of a built-in type.** A `FnDef` in the table of `types/<type>/`: name, signature, function, docstring.
//! Arguments are bound and counted by the signature. A trace keeps what it knows across a call that says how little it touches:
//! `.reach(…)`, or `.plain(…)` for what a dict or a set does with a number or a string as key.
//!
//! **A native module.** A folder in `modules/` with a `ModuleDef`, and a line in `modules/mod.rs`.
//!
//! **A trace operation, a fold rule.** `jit/README.md`.
//!
//! **A language case.** `tests/lang/<topic>/<name>.py` and the `.out` that CPython prints for it; it runs without the JIT,
//! with everything compiled at once, and without the optimiser.

pub mod command;
pub mod interp;
pub mod machine;
pub mod modules;
pub mod object;
pub mod program;
pub mod tracing;
pub mod types;
