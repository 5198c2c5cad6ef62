//! Hashes equal to CPython's on a 64-bit machine, so that sets and dicts of numbers print in the same order.
//!
//! A hash is an `i64` and never -1, which CPython keeps for errors.

mod combine;
mod number;
mod text;

pub use combine::{FrozenSetHasher, TupleHasher, hash_address};
pub use number::{HASH_INF, MODULUS_BITS, hash_big, hash_complex_parts, hash_f64, hash_i64};
pub use text::{HashKey, HashSeedError};
