//! Ctrl-C: the handler only leaves word; the next safepoint, or the next look of a long native loop, raises
//! `KeyboardInterrupt`.

#![allow(unsafe_code, reason = "installs a signal handler")]

use super::vm::{BREAK_SIGNAL, EVAL_BREAKER, INTERRUPTED};
use super::{Exc, PyResult, Vm};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

impl Vm {
    /// Computes something that takes long and knows nothing of Python: on a thread of its own, which is left alone when the
    /// user interrupts.
    ///
    /// # Errors
    /// `KeyboardInterrupt`; `MemoryError` when the computation died.
    pub fn interruptible<T: Send + 'static>(&mut self, f: impl FnOnce() -> T + Send + 'static) -> PyResult<T> {
        const LOOK: Duration = Duration::from_millis(20);
        let (give, take) = mpsc::channel();
        let work = move || {
            // Nobody may wait any more.
            let _ = give.send(f());
        };
        if std::thread::Builder::new()
            .stack_size((64 << 20).min(super::stack::address_space() / 8))
            .spawn(work)
            .is_err()
        {
            return Err(self.raise_args(Exc::MemoryError, vec![]));
        }
        loop {
            match take.recv_timeout(LOOK) {
                Ok(r) => return Ok(r),
                Err(RecvTimeoutError::Timeout) => self.check_signals()?,
                Err(RecvTimeoutError::Disconnected) => return Err(self.raise_args(Exc::MemoryError, vec![])),
            }
        }
    }
}

extern "C" fn interrupt(_: libc::c_int) {
    // Atomic stores are all that a handler may do.
    INTERRUPTED.store(true, Ordering::Relaxed);
    EVAL_BREAKER.fetch_or(BREAK_SIGNAL, Ordering::Relaxed);
}

/// Ends the process by `SIGINT`, so that a shell sees that the program was interrupted.
pub fn end_by_interrupt() {
    // SAFETY: the default action takes the handler's place before the signal is sent.
    unsafe {
        libc::signal(libc::SIGINT, libc::SIG_DFL);
        libc::kill(libc::getpid(), libc::SIGINT);
    }
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
