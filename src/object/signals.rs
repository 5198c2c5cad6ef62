//! Ctrl-C: the handler only leaves word; the next safepoint, or the next look of a long native loop, raises
//! `KeyboardInterrupt`.

#![allow(unsafe_code, reason = "installs a signal handler")]

use super::vm::{BREAK_SIGNAL, EVAL_BREAKER, INTERRUPTED};
use std::sync::atomic::Ordering;

extern "C" fn interrupt(_: libc::c_int) {
    // Atomic stores are all that a handler may do.
    INTERRUPTED.store(true, Ordering::Relaxed);
    EVAL_BREAKER.fetch_or(BREAK_SIGNAL, Ordering::Relaxed);
}

/// Makes `SIGINT` raise `KeyboardInterrupt`, unless the process was started with it ignored.
pub fn catch_interrupts() {
    // SAFETY: the structures are plain and zero is valid for them; the handler does only atomic stores.
    unsafe {
        let mut old: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(libc::SIGINT, std::ptr::null(), &raw mut old) == 0 && old.sa_sigaction == libc::SIG_IGN {
            return;
        }
        let mut new: libc::sigaction = std::mem::zeroed();
        new.sa_sigaction = interrupt as *const () as usize;
        libc::sigemptyset(&raw mut new.sa_mask);
        // Without SA_RESTART: a system call that waits comes back.
        libc::sigaction(libc::SIGINT, &raw const new, std::ptr::null_mut());
    }
}
