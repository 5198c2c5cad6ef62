//! The trace IR: linear, typed SSA with guards and snapshots.
//!
//! - [`word`]: the tagged word and the object header, the only knowledge of the heap.
//! - [`types`]: types of SSA values, kinds of memory cells.
//! - [`ops`]: the one table of operations.
//! - [`descr`]: descriptors of fields, arrays, object types and calls, which the embedding declares.
//! - [`snapshot`]: how the interpreter's frames look at an exit; [`resolve`]: the same, ready for rebuilding.
//! - [`inst`]: values and instructions; [`trace`]: the trace, its constants; [`mod@compact`]: renumbering.
//! - [`builder`]: what a recorder writes traces with, one method per operation.
//! - [`effects`]: what an instruction does to the world; [`semantics`]: what pure operations compute.
//! - [`text`]: prints and parses; [`verify`]: checks.
//! - [`tree`]: a root trace with its bridges and exits, the unit of compilation.

pub mod builder;
pub mod compact;
pub mod descr;
pub mod effects;
pub mod inst;
pub mod ops;
pub mod resolve;
pub mod semantics;
pub mod snapshot;
pub mod text;
pub mod trace;
pub mod tree;
pub mod types;
pub mod verify;
pub mod word;

pub use builder::{Mark, TraceBuilder};
pub use descr::{ArrayDescr, ArrayId, CallDescr, CallId, Descrs, FieldDescr, FieldId, TypeDescr, TypeId};
pub use ops::Op;
pub use snapshot::{FrameSnap, Pending, SnapId, Snapshot, Source, Virtual, VirtualId};
pub use trace::{Inst, OpRef, Place, PlaceId, Trace, TraceKind};
pub use tree::{ExitId, TraceId, Tree};
pub use types::{MemKind, Type};
