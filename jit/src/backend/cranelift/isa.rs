//! The target and the settings that were measured to suit traces.
//!
//! `opt_level=none` because the optimiser has done its work before and `speed` sinks pure
//! chains into every exit (2,000 instructions: 149 ms against 4.2 ms). Backtracking register
//! allocation because `single_pass` makes code two to four times slower. Frame pointers so that
//! profilers can walk native frames without unwind tables.

use std::fmt;
use std::sync::Arc;

use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};

/// Code could not be made: the machine is unsupported, or the code generator refused.
#[derive(Clone, Debug)]
pub struct BackendError(Arc<str>);

impl BackendError {
    /// From whatever the code generator reports.
    pub fn new(what: &dyn fmt::Display) -> Self {
        Self(what.to_string().into())
    }
}

impl fmt::Display for BackendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "code generation: {}", self.0)
    }
}

impl std::error::Error for BackendError {}

const SETTINGS: &[(&str, &str)] = &[
    ("opt_level", "none"),
    ("regalloc_algorithm", "backtracking"),
    ("unwind_info", "false"),
    ("preserve_frame_pointers", "true"),
    ("is_pic", "false"),
    ("use_colocated_libcalls", "false"),
    ("enable_heap_access_spectre_mitigation", "false"),
    ("enable_table_access_spectre_mitigation", "false"),
    // Spill areas of large trees exceed a page: touch each page, so that an overflow meets the guard page.
    ("enable_probestack", "true"),
    ("probestack_strategy", "inline"),
];

/// The machine that this process runs on, with or without Cranelift's verifier.
pub fn host_isa(verify: bool) -> Result<OwnedTargetIsa, BackendError> {
    let mut flags = settings::builder();
    for (name, value) in SETTINGS {
        flags.set(name, value).map_err(|e| BackendError::new(&e))?;
    }
    flags.set("enable_verifier", if verify { "true" } else { "false" }).map_err(|e| BackendError::new(&e))?;
    let builder = cranelift_native::builder().map_err(|e| BackendError::new(&e))?;
    builder.finish(settings::Flags::new(flags)).map_err(|e| BackendError::new(&e))
}
