//! What happens when memory runs out bit by bit: a reserve is given up, and the next safepoint raises `MemoryError`.
//!
//! Objects are made by functions that cannot fail. So where the process's address space is limited, some of it is set
//! aside; an allocation that fails lets go of it and tries once more, and by the time Python code runs on there is an
//! exception whose way up frees what the program had gathered. Then the reserve is taken again.

#![allow(unsafe_code, reason = "wraps the system allocator")]

use super::vm::EVAL_BREAKER;
use super::{Exc, PyResult, Vm};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

/// An allocation failed: `MemoryError` is due, and afterwards the reserve is to be filled again.
pub(crate) const BREAK_MEMORY: u32 = 16;

/// Bytes set aside at the most.
const RESERVE: usize = 8 << 20;

static HELD: AtomicPtr<u8> = AtomicPtr::new(std::ptr::null_mut());
/// Whether a failure has not been told yet.
static FAILED: AtomicBool = AtomicBool::new(false);

/// The system allocator with the reserve behind it.
pub struct Allocator;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

// SAFETY: everything is the system allocator's; a failed call is repeated once, with the same arguments.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe {
            let p = System.alloc(layout);
            if p.is_null() && give_up(layout) { System.alloc(layout) } else { p }
        }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe {
            let p = System.alloc_zeroed(layout);
            if p.is_null() && give_up(layout) { System.alloc_zeroed(layout) } else { p }
        }
    }

    #[inline]
    unsafe fn realloc(&self, p: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise; a failed call leaves the block as it was.
        unsafe {
            let r = System.realloc(p, layout, size);
            let grown = Layout::from_size_align_unchecked(size, layout.align());
            if r.is_null() && give_up(grown) { System.realloc(p, layout, size) } else { r }
        }
    }

    #[inline]
    unsafe fn dealloc(&self, p: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(p, layout) }
    }
}

fn size() -> usize {
    RESERVE.min(super::stack::address_space() / 16)
}

fn layout() -> Layout {
    match Layout::from_size_align(size(), 4096) {
        Ok(l) => l,
        Err(_) => unreachable!("the reserve is small"),
    }
}

/// Lets the reserve go for an allocation that failed. False when there is none, or when it would not help: whoever asks for
/// that much at once is told so.
#[cold]
fn give_up(wanted: Layout) -> bool {
    if wanted.size() > size() / 2 {
        return false;
    }
    let p = HELD.swap(std::ptr::null_mut(), Ordering::AcqRel);
    if p.is_null() {
        return false;
    }
    // SAFETY: the block was allocated with this layout, and the swap made it ours alone.
    unsafe { System.dealloc(p, layout()) };
    FAILED.store(true, Ordering::Relaxed);
    EVAL_BREAKER.fetch_or(BREAK_MEMORY, Ordering::Relaxed);
    true
}

/// Sets the reserve aside if the address space is limited. False when there is no room for it.
pub(crate) fn hold() -> bool {
    if super::stack::address_space() == usize::MAX || !HELD.load(Ordering::Relaxed).is_null() {
        return true;
    }
    // SAFETY: the layout has a non-zero size.
    let p = unsafe { System.alloc(layout()) };
    HELD.store(p, Ordering::Release);
    !p.is_null()
}

impl Vm {
    /// At a safepoint with [`BREAK_MEMORY`]: tells of the failure, or fills the reserve again.
    ///
    /// # Errors
    /// `MemoryError`.
    #[cold]
    pub(crate) fn check_memory(&mut self) -> PyResult<()> {
        if FAILED.swap(false, Ordering::Relaxed) {
            return Err(self.raise_args(Exc::MemoryError, vec![]));
        }
        if hold() {
            EVAL_BREAKER.fetch_and(!BREAK_MEMORY, Ordering::Relaxed);
        }
        Ok(())
    }
}
