//! placeholder
pub mod backend;
pub mod cache;
