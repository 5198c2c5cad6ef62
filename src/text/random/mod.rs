//! The random generator of CPython's `_random`: MT19937 with the same seeding and the same numbers.

mod seed;
mod twister;

pub use seed::{bytes_to_seed, words_of_big, words_of_i64, words_of_u64};
pub use twister::{InvalidState, Random, STATE_WORDS};
