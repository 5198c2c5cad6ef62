//! The two stacks of the VM: data (locals and operands of all frames, contiguous) and control (one record per frame).
//!
//! ```text
//! data:     … [locals | cells | frees | operands …] [locals | …      caller's arguments are the callee's first locals
//!              ^ fp of the caller          ^ args    ^ fp of the callee
//! control:  … [Frame] [Frame]
//! ```
//!
//! Both are reserved address space that never moves, so a pointer into them stays good while the frame lives.

#![allow(unsafe_code, reason = "reserves address space for the stacks")]

use super::{Action, CodeBody, Object, Value};
use taipan_bytecode::Instr;

/// Words of the data stack that may be used before `RecursionError`; the reservation is larger by a margin for natives.
pub const DATA_WORDS: usize = 24 << 20;
/// Frames that the control stack holds at the most.
pub const MAX_FRAMES: usize = 1 << 20;
const MARGIN: usize = 1 << 16;

/// A code object as it lies in the heap.
pub type CodeObj = Object<CodeBody>;

/// One activation of Python code.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Frame {
    /// Where to go on, while another frame runs above this one: the unit after the one that is being executed.
    pub pc: *const Instr,
    /// The first local.
    pub fp: *mut Value,
    /// The code; the function or the runner of module code keeps it alive.
    pub code: *const CodeObj,
    /// Where the stack of the caller ends after the return action has been done; the action says what is written there.
    pub ret: *mut Value,
    /// What the return value is for.
    pub action: Action,
    /// The function, owned by the frame; `EMPTY` for module code.
    pub func: Value,
    /// The globals dict, borrowed from the function or owned by the runner.
    pub globals: Value,
    /// The namespace of a module or class body (a mapping), borrowed; `EMPTY` in functions.
    pub locals: Value,
    /// The generator that owns this activation, owned while it runs; `EMPTY` for plain calls.
    pub generator: Value,
    /// A frame object that somebody holds, owned; `EMPTY` if nobody asked.
    pub object: Value,
}

const _: () = assert!(size_of::<Frame>() <= 80);

/// Reserved memory for both stacks.
pub struct Stacks {
    data: *mut Value,
    data_words: usize,
    frames: *mut Frame,
    frame_count: usize,
}

fn reserve(bytes: usize) -> *mut u8 {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: an anonymous mapping at an address of the kernel's choice.
    let p = unsafe { libc::mmap(std::ptr::null_mut(), bytes, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0) };
    if p == libc::MAP_FAILED { std::ptr::null_mut() } else { p as *mut u8 }
}

fn give_back(p: *mut u8, bytes: usize) {
    if !p.is_null() {
        // SAFETY: a mapping of this size that nobody uses.
        unsafe { libc::munmap(p.cast(), bytes) };
    }
}

/// How many bytes the process may map (`ulimit -v`); `usize::MAX` where there is no limit.
pub fn address_space() -> usize {
    static LIMIT: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    *LIMIT.get_or_init(|| {
        let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: fills the struct that it is given.
        let ok = unsafe { libc::getrlimit(libc::RLIMIT_AS, &raw mut limit) } == 0;
        if ok && limit.rlim_cur != libc::RLIM_INFINITY { limit.rlim_cur as usize } else { usize::MAX }
    })
}

impl Stacks {
    /// Reserves both stacks, smaller ones where the address space is limited.
    ///
    /// # Errors
    /// When not even the smallest fits.
    pub fn new() -> Result<Stacks, &'static str> {
        const SMALLEST: u32 = 8;
        for shift in 0..=SMALLEST {
            let (words, frames) = (DATA_WORDS >> shift, MAX_FRAMES >> shift);
            let sizes = [(words + MARGIN) * 8, frames * size_of::<Frame>()];
            if shift < SMALLEST && sizes[0] + sizes[1] > address_space() / 8 {
                continue;
            }
            let (data, control) = (reserve(sizes[0]), reserve(sizes[1]));
            if !data.is_null() && !control.is_null() {
                let (data, frames) = (data as *mut Value, control as *mut Frame);
                return Ok(Stacks { data, data_words: words, frames, frame_count: MAX_FRAMES >> shift });
            }
            give_back(data, sizes[0]);
            give_back(control, sizes[1]);
        }
        Err("not enough address space for the stacks")
    }

    /// The first word of the data stack. Native code uses the one in front of it as of any frame.
    pub(crate) fn data(&self) -> *mut Value {
        // SAFETY: within the reservation.
        unsafe { self.data.add(1) }
    }

    /// Beyond this no frame may begin.
    pub(crate) fn data_limit(&self) -> *mut Value {
        // SAFETY: within the reservation.
        unsafe { self.data.add(self.data_words) }
    }

    /// The first frame record.
    pub(crate) fn frames(&self) -> *mut Frame {
        self.frames
    }

    /// One past the last usable record.
    pub(crate) fn frame_limit(&self) -> *mut Frame {
        // SAFETY: within the reservation; some records are kept for the frames of error handling.
        unsafe { self.frames.add(self.frame_count - 64) }
    }
}

impl Frame {
    /// The code object.
    #[inline(always)]
    pub(crate) fn code(&self) -> &CodeBody {
        // SAFETY: the frame's function or runner keeps the code alive.
        unsafe { &(*self.code).body }
    }

    /// A record with nothing in it.
    pub(crate) const BLANK: Frame = Frame {
        pc: std::ptr::null(),
        fp: std::ptr::null_mut(),
        code: std::ptr::null(),
        ret: std::ptr::null_mut(),
        action: Action::PUSH,
        func: Value::EMPTY,
        globals: Value::EMPTY,
        locals: Value::EMPTY,
        generator: Value::EMPTY,
        object: Value::EMPTY,
    };
}
