//! The command line from outside: what it does with files, options, streams and signals that are not as they should be.
//!
//! Each test starts the binary (`TAIPAN` names another one), in a folder of its own, and looks at both streams and the
//! status. Where CPython says the same, its words are expected.

mod limits;
mod options;
mod run;
mod scripts;
mod signals;
mod streams;
