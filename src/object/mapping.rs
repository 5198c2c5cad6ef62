//! The program's own code, as the kernel maps it.
//!
//! A page that is touched brings its neighbours along, so making the built-in types and compiling the script leave most of the executable
//! mapped, of which a running program needs a fraction.

#![allow(unsafe_code, reason = "asks the kernel to unmap pages that it can map again")]

unsafe extern "C" {
    /// Where the executable's first segment begins; the linker defines it.
    static __executable_start: u8;
    /// The end of its code; the linker defines it.
    static etext: u8;
}

/// Lets go of all code and constants of the executable. They are in the page cache: what is needed is mapped again when it is
/// touched.
pub fn unmap_code() {
    if is_traced() {
        return;
    }
    // SAFETY: asks for a number.
    let page = usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(1 << 16);
    let start = (&raw const __executable_start).addr().next_multiple_of(page);
    let end = (&raw const etext).addr() / page * page;
    if start < end {
        let start: *const u8 = std::ptr::with_exposed_provenance(start);
        // SAFETY: between the two lie only segments that nobody can write: what they hold is what the file holds.
        unsafe { libc::madvise(start.cast_mut().cast(), end - start.addr(), libc::MADV_DONTNEED) };
    }
}

/// Whether a debugger is there, whose breakpoints are changes of the code.
fn is_traced() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    !status.lines().any(|l| l.strip_prefix("TracerPid:").is_some_and(|pid| pid.trim() == "0"))
}
