//! `JitCtx`: the one structure that native code, the stubs and the embedding share.
//!
//! Native code gets its address as first argument and reaches everything else from it: where
//! to poll, where to allocate, which stub to call, where to leave live values. The embedding
//! owns it, fills [`RuntimeFns`] once, and reads [`JitCtx::exit_buf`] after an exit.
//!
//! ```text
//!            trace ── PreserveAll call ──► stub (native, made once) ── C call ──► RuntimeFns::f
//!              ▲                              │ result
//!              └───── ctx.stub_result ◄───────┘
//! ```
//!
//! Layout is `repr(C)`; the offsets that native code uses are taken with `offset_of!`, so the
//! order of fields is free. Invariant: the structure does not move while native code runs.

use std::mem::offset_of;

/// Live values that one exit can leave; a snapshot that needs more is refused at compile time.
pub const EXIT_SLOTS: usize = 1024;

/// Objects up to this many bytes come from the free lists inline; larger ones from the stub.
pub const MAX_INLINE_ALLOC: u32 = 512;

/// Bytes between two size classes of the free lists: class `c` holds blocks of `16 * c` bytes.
pub const ALLOC_GRANULE: u32 = 16;

/// What the embedding supplies. Nothing here may unwind.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct RuntimeFns {
    /// A boxed integer outside of the fixnum range, as an owned word.
    pub alloc_int: extern "C" fn(*mut JitCtx, i64) -> u64,
    /// An operation on integers of any size: its number ([`Op`](crate::ir::Op) as `u64`), its operands. See
    /// [`Memory::whole`](crate::backend::eval::Memory::whole) for what they are. It may see fixnums too.
    pub whole: extern "C" fn(*mut JitCtx, u64, u64, u64) -> u64,
    /// A boxed float that is no flonum, as an owned word.
    pub alloc_float: extern "C" fn(*mut JitCtx, f64) -> u64,
    /// Uninitialised memory of so many bytes: the free list of its class was empty, or the
    /// object is larger than [`MAX_INLINE_ALLOC`].
    pub alloc_object: extern "C" fn(*mut JitCtx, u64) -> u64,
    /// A reference count reached zero: free the object at this address. Finalisers are queued,
    /// never run here.
    pub release_zero: extern "C" fn(*mut JitCtx, u64),
    /// Write the frames of this exit's snapshot back, from the live values in
    /// [`JitCtx::exit_buf`], because a call that may look at them follows. The values are lent:
    /// the trace keeps its references, and the next exit overwrites the slots without releasing.
    /// The root frame's slots start at [`JitCtx::frame`].
    pub sync_frames: extern "C" fn(*mut JitCtx, u64),
    /// A call of a tree has not ended in `finish`: the cell, the status or exit, the callee's frame. The embedding carries
    /// the call through in its own way and gives the result as an owned word, or 0 if an exception is pending. The
    /// callee's arguments are in its frame, owned by it.
    pub complete: extern "C" fn(*mut JitCtx, u64, u64, *mut u64) -> u64,
}

/// Entry points of the stubs: `PreserveAll` functions that shield the registers of a trace from
/// a C call on a cold path. One per member of [`RuntimeFns`] that is called from such paths, same
/// arguments; results arrive in [`JitCtx::stub_result`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct StubTable {
    /// Calls [`RuntimeFns::alloc_int`].
    pub alloc_int: usize,
    /// Calls [`RuntimeFns::whole`].
    pub whole: usize,
    /// Calls [`RuntimeFns::alloc_float`].
    pub alloc_float: usize,
    /// Calls [`RuntimeFns::alloc_object`].
    pub alloc_object: usize,
    /// Calls [`RuntimeFns::release_zero`].
    pub release_zero: usize,
}

/// The shared structure. See the module's page.
#[derive(Debug)]
#[repr(C)]
pub struct JitCtx {
    /// Raw live values of the exit that was taken last, in the order of its description. First,
    /// because a store near the start of the structure is four bytes instead of seven.
    pub exit_buf: [u64; EXIT_SLOTS],
    /// Word that is non-zero when a back-edge should leave native code.
    pub eval_breaker: *const u32,
    /// Heads of the allocator's free lists, indexed by size class ([`ALLOC_GRANULE`]). A head is
    /// the address of a free block or 0; a free block's first word is the address of the next.
    pub free_lists: *mut u64,
    /// Where stubs leave their result.
    pub stub_result: u64,
    /// Filled from the engine by [`JitCtx::new`].
    pub stubs: StubTable,
    /// Filled by the embedding.
    pub runtime: RuntimeFns,
    /// The embedding's own, for its functions; native code never looks at it.
    pub user: *mut u8,
    /// The word of an exception or other detail that a helper reports beside its status; the
    /// result of a trace that was called as a function.
    pub scratch: u64,
    /// Slot 0 of the root frame of the trace that called [`RuntimeFns::sync_frames`].
    pub frame: *mut u64,
    /// The engine's number of the tree whose exit was taken last.
    pub left_tree: u64,
    /// For trees that call trees: how many calls are active, and how many may be.
    pub depth: *mut u32,
    /// See [`JitCtx::depth`].
    pub depth_limit: *const u32,
    /// Where the embedding keeps the end of the frames in use: trees write it before calls that may run code. Null where
    /// no tree is called by another.
    pub stack_top: *mut u64,
    /// Frames may not begin at or beyond this address.
    pub frame_limit: u64,
    /// The machine's stack may not grow below this address.
    pub native_limit: u64,
}

/// What the code of a tree gives instead of an exit when it has ended in `finish`; the result is in [`JitCtx::scratch`].
pub const FINISHED: u32 = u32::MAX;
/// What stands for the code of a tree that has none gives this.
pub const NOT_READY: u32 = u32::MAX - 1;
/// What goes on is other code, in the same frame: its address is in [`JitCtx::scratch`].
pub const JUMP: u32 = u32::MAX - 3;
/// A call was not made because there are too many; see [`RuntimeFns::complete`].
pub const TOO_DEEP: u32 = u32::MAX - 2;
/// Most exits of a tree: numbers from here on mean something else.
pub const MAX_EXITS: u32 = u32::MAX - 8;

impl JitCtx {
    /// A context in a stable place. `eval_breaker` and `free_lists` are read by native code only
    /// when a trace polls or allocates.
    pub fn new(stubs: StubTable, runtime: RuntimeFns, eval_breaker: *const u32, free_lists: *mut u64) -> Box<Self> {
        Box::new(Self {
            exit_buf: [0; EXIT_SLOTS],
            eval_breaker,
            free_lists,
            stub_result: 0,
            stubs,
            runtime,
            user: std::ptr::null_mut(),
            scratch: 0,
            frame: std::ptr::null_mut(),
            left_tree: 0,
            depth: std::ptr::null_mut(),
            depth_limit: std::ptr::null(),
            stack_top: std::ptr::null_mut(),
            frame_limit: u64::MAX,
            native_limit: 0,
        })
    }
}

/// One stub: its name, where its address and its target live in [`JitCtx`].
#[derive(Clone, Copy, Debug)]
pub struct StubRow {
    /// Name in symbol tables and logs.
    pub name: &'static str,
    /// Offset of its entry in [`JitCtx`].
    pub entry: i32,
    /// Offset of the C function that it calls.
    pub target: i32,
    /// Arguments behind the context: `i` for a 64-bit integer, `f` for an `f64`.
    pub args: &'static str,
    /// Whether it has a result, left in [`JitCtx::stub_result`].
    pub result: bool,
}

macro_rules! stubs {
    ($($konst:ident $field:ident ($args:literal) result=$result:literal;)*) => {
        impl StubRow {
            $(#[doc = concat!("The stub of [`RuntimeFns::", stringify!($field), "`].")]
            pub const $konst: StubRow = StubRow {
                name: stringify!($field),
                entry: (offset_of!(JitCtx, stubs) + offset_of!(StubTable, $field)) as i32,
                target: (offset_of!(JitCtx, runtime) + offset_of!(RuntimeFns, $field)) as i32,
                args: $args,
                result: $result,
            };)*
            /// All stubs, in the order of [`StubTable`].
            pub const ALL: &[StubRow] = &[$(Self::$konst),*];
        }

        impl StubTable {
            /// From entry addresses in the order of [`StubRow::ALL`].
            pub fn from_entries(entries: &[usize]) -> Self {
                let mut entries = entries.iter().copied();
                Self { $($field: entries.next().expect("one entry per stub"),)* }
            }
        }
    };
}

stubs! {
    ALLOC_INT alloc_int ("i") result=true;
    WHOLE whole ("iii") result=true;
    ALLOC_FLOAT alloc_float ("f") result=true;
    ALLOC_OBJECT alloc_object ("i") result=true;
    RELEASE_ZERO release_zero ("i") result=false;
}

/// Offset of [`JitCtx::eval_breaker`].
pub const CTX_EVAL_BREAKER: i32 = offset_of!(JitCtx, eval_breaker) as i32;
/// Offset of [`JitCtx::free_lists`].
pub const CTX_FREE_LISTS: i32 = offset_of!(JitCtx, free_lists) as i32;
/// Offset of [`JitCtx::stub_result`].
pub const CTX_STUB_RESULT: i32 = offset_of!(JitCtx, stub_result) as i32;
/// Offset of [`JitCtx::exit_buf`].
pub const CTX_EXIT_BUF: i32 = offset_of!(JitCtx, exit_buf) as i32;
/// Offset of [`JitCtx::frame`].
pub const CTX_FRAME: i32 = offset_of!(JitCtx, frame) as i32;
/// Offset of [`JitCtx::scratch`].
pub const CTX_SCRATCH: i32 = offset_of!(JitCtx, scratch) as i32;
/// Offset of [`RuntimeFns::sync_frames`] in [`JitCtx`].
pub const CTX_SYNC_FRAMES: i32 = (offset_of!(JitCtx, runtime) + offset_of!(RuntimeFns, sync_frames)) as i32;
/// Offset of [`JitCtx::left_tree`].
pub const CTX_LEFT_TREE: i32 = offset_of!(JitCtx, left_tree) as i32;
/// Offset of [`JitCtx::depth`].
pub const CTX_DEPTH: i32 = offset_of!(JitCtx, depth) as i32;
/// Offset of [`JitCtx::depth_limit`].
pub const CTX_DEPTH_LIMIT: i32 = offset_of!(JitCtx, depth_limit) as i32;
/// Offset of [`JitCtx::stack_top`].
pub const CTX_STACK_TOP: i32 = offset_of!(JitCtx, stack_top) as i32;
/// Offset of [`JitCtx::frame_limit`].
pub const CTX_FRAME_LIMIT: i32 = offset_of!(JitCtx, frame_limit) as i32;
/// Offset of [`JitCtx::native_limit`].
pub const CTX_NATIVE_LIMIT: i32 = offset_of!(JitCtx, native_limit) as i32;
/// Offset of [`RuntimeFns::complete`] in [`JitCtx`].
pub const CTX_COMPLETE: i32 = (offset_of!(JitCtx, runtime) + offset_of!(RuntimeFns, complete)) as i32;
