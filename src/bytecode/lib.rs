//! Bytecode as pure data: what the compiler writes and the interpreter runs.
//!
//! ```text
//! op.rs         the one opcode table: name, stack effect, argument kind, flags, meaning
//! operand.rs    the small tables behind arguments: operators, comparisons, intrinsics, special methods, …
//! instr.rs      one instruction unit in 64 bits
//! code.rs       a code unit: instructions, constants, names, variables, exception table, positions
//! constant.rs   constants; text.rs holds their strings, which may contain lone surrogates
//! repr.rs       constants as Python's `repr` writes them
//! store/        code units as bytes, and back
//! verify.rs     what every well-formed unit satisfies
//! dis.rs        a listing in the layout of CPython 3.14's `python -m dis`
//! ```
//!
//! This package sees no object, no type and no parser.

mod code;
mod constant;
pub mod dis;
mod instr;
mod op;
pub mod operand;
mod repr;
pub mod store;
mod text;
mod verify;

pub use code::{Code, CodeFlags, ExcEntry, LocalKind, LocalVar, Position};
pub use constant::Const;
pub use instr::Instr;
pub use op::{ArgKind, Op, OpFlags};
pub use text::Text;
pub use verify::verify;
