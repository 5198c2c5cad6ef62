//! The private heap: size classes for small objects, the system allocator for large ones.
//!
//! Blocks are multiples of 16 bytes up to 512, carved from 64 KiB chunks that begin with their block size; each class has a
//! free list threaded through the blocks' first word. The list heads lie in one array that native code reaches, so that
//! allocation and release are a few instructions there. A chunk is carved a few pages at a time: what no object has needed
//! yet is no memory of the process. A free block has a zero type word, which is how a walk over the
//! chunks tells objects from holes: that walk is the cycle collector's list of containers.
//!
//! There is one heap in a process, and whoever touches it holds the `Vm`: one thread at a time.

#![allow(unsafe_code, reason = "the allocator hands out raw memory")]

use super::{Flags, Header, TypeObj};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::cell::UnsafeCell;

/// Largest block of a size class in bytes, header included.
pub const SMALL_MAX: usize = 512;
/// Number of size classes; class `c` holds blocks of `16 * (c + 1)` bytes.
pub const CLASSES: usize = SMALL_MAX / 16;
const CHUNK: usize = 64 * 1024;
const CHUNK_HEAD: usize = 64;
/// How much of a chunk is made ready at a time.
const CARVED_AT_ONCE: usize = 8 * 1024;

/// What a chunk begins with.
#[repr(C)]
#[derive(Clone, Copy)]
struct ChunkHead {
    /// Bytes a block.
    size: usize,
    /// The number of the first block's place, after [`Heap::number_places`].
    place: usize,
    /// How many blocks have been used or are on the free list.
    carved: usize,
}

/// The process's heap. `free` comes first: native code indexes it.
#[repr(C)]
pub struct Heap {
    free: [*mut u8; CLASSES],
    /// The chunk of each class that is not carved to its end; null where there is none.
    open: [*mut u8; CLASSES],
    chunks: Vec<*mut u8>,
    large: Vec<*mut Header>,
    /// Chunks that were added since the last collection.
    grown: usize,
    /// So many of them ask for one.
    patience: usize,
    /// Bytes outside of the heap that make no whole chunk yet.
    outside: usize,
}

/// Chunks after which the first collection is due.
const FIRST_COLLECTION: usize = 256;

struct Global(UnsafeCell<Heap>);

// SAFETY: the heap is touched only by the thread that holds the one `Vm` (see the module's docs).
unsafe impl Sync for Global {}

static HEAP: Global = Global(UnsafeCell::new(Heap {
    free: [std::ptr::null_mut(); CLASSES],
    open: [std::ptr::null_mut(); CLASSES],
    chunks: Vec::new(),
    large: Vec::new(),
    grown: 0,
    patience: FIRST_COLLECTION,
    outside: 0,
}));

/// The heap. Callers must not keep the reference across another call of this function.
#[inline(always)]
pub(crate) fn heap() -> &'static mut Heap {
    // SAFETY: single-threaded by the module's rule; no caller keeps the borrow across another `heap()`.
    unsafe { &mut *HEAP.0.get() }
}

/// Memory outside of the heap that lives as long as an object makes a collection due like the heap's own.
pub(crate) fn account(bytes: usize) {
    heap().account(bytes);
}

/// Address of the first free-list head, for native code.
pub fn free_lists_address() -> usize {
    HEAP.0.get() as usize
}

impl Heap {
    /// Raw memory for an object of `size` bytes with its header filled in and a count of one.
    #[inline]
    pub(crate) fn alloc(&mut self, size: usize, ty: *const TypeObj, flags: u32) -> *mut Header {
        let (p, flags) = if size <= SMALL_MAX {
            (self.alloc_small(size.div_ceil(16) - 1), flags)
        } else {
            (self.alloc_large(size), flags | Flags::LARGE)
        };
        // SAFETY: `p` is fresh, aligned to 16 and at least `size >= 16` bytes long.
        unsafe { p.write(Header { count: 1, flags, ty }) };
        p
    }

    #[inline]
    fn alloc_small(&mut self, class: usize) -> *mut Header {
        let head = self.free[class];
        if head.is_null() {
            return self.refill(class);
        }
        // SAFETY: a block on the free list holds the next block's address in its first word.
        self.free[class] = unsafe { *(head as *const *mut u8) };
        head as *mut Header
    }

    /// Carves more of the class's chunk, keeps the first block and threads the rest onto the class's list.
    #[cold]
    #[inline(never)]
    fn refill(&mut self, class: usize) -> *mut Header {
        let size = 16 * (class + 1);
        if self.open[class].is_null() {
            self.open[class] = self.new_chunk(size);
        }
        let (chunk, all) = (self.open[class], (CHUNK - CHUNK_HEAD) / size);
        // SAFETY: all writes stay within the chunk: the head's 64 bytes, then `all` blocks of `size` bytes.
        unsafe {
            let head = chunk as *mut ChunkHead;
            let from = (*head).carved;
            let to = (from + (CARVED_AT_ONCE / size).max(1)).min(all);
            let first = chunk.add(CHUNK_HEAD);
            let mut next = std::ptr::null_mut();
            for i in (from + 1..to).rev() {
                let block = first.add(i * size);
                (block as *mut *mut u8).write(next);
                (block as *mut u64).add(1).write(0);
                next = block;
            }
            (*head).carved = to;
            if to == all {
                self.open[class] = std::ptr::null_mut();
            }
            self.free[class] = next;
            first.add(from * size) as *mut Header
        }
    }

    /// A chunk of which nothing is carved.
    fn new_chunk(&mut self, size: usize) -> *mut u8 {
        let layout = chunk_layout();
        // SAFETY: the layout has a non-zero size.
        let chunk = unsafe { alloc(layout) };
        if chunk.is_null() {
            handle_alloc_error(layout);
        }
        self.chunks.push(chunk);
        self.grow();
        // SAFETY: a chunk begins with room for its head.
        unsafe { (chunk as *mut ChunkHead).write(ChunkHead { size, place: 0, carved: 0 }) };
        chunk
    }

    /// The heap has grown by a chunk.
    fn grow(&mut self) {
        self.grown += 1;
        if self.grown >= self.patience {
            self.grown = 0;
            super::vm::collect_soon();
        }
    }

    /// See [`account`].
    fn account(&mut self, bytes: usize) {
        self.outside += bytes;
        while self.outside >= CHUNK {
            self.outside -= CHUNK;
            self.grow();
        }
    }

    #[cold]
    fn alloc_large(&mut self, size: usize) -> *mut Header {
        // A large object is preceded by its size, so that it can be freed without asking the type.
        let layout = large_layout(size);
        // SAFETY: the layout has a non-zero size.
        let p = unsafe { alloc(layout) };
        if p.is_null() {
            handle_alloc_error(layout);
        }
        // SAFETY: the block is 16 bytes longer than the object.
        let h = unsafe {
            (p as *mut usize).write(size);
            p.add(16) as *mut Header
        };
        self.large.push(h);
        h
    }

    /// Gives an object's memory back. Its payload has been dropped.
    ///
    /// # Safety
    /// `p` came from [`Heap::alloc`] and nothing refers to it.
    pub(crate) unsafe fn free(&mut self, p: *mut Header) {
        // SAFETY: the caller's promise; the block's size is found in its chunk or before the large object.
        unsafe {
            if (*p).has(Flags::LARGE) {
                if let Some(i) = self.large.iter().rposition(|&x| x == p) {
                    self.large.swap_remove(i);
                }
                let base = (p as *mut u8).sub(16);
                dealloc(base, large_layout(*(base as *const usize)));
                return;
            }
            let size = (*((p as usize & !(CHUNK - 1)) as *const ChunkHead)).size;
            if cfg!(debug_assertions) {
                std::ptr::write_bytes((p as *mut u8).add(16), 0xdd, size - 16);
            }
            let class = size / 16 - 1;
            *(p as *mut *mut u8) = self.free[class];
            (*p).ty = std::ptr::null();
            self.free[class] = p as *mut u8;
        }
    }

    /// A collection ended: the next one is due when the heap has grown by half; when it has become three times as large, if there
    /// was little to free. A heap that grows because the program keeps things is not looked through again and again.
    pub(crate) fn collected(&mut self, worthwhile: bool) {
        self.grown = 0;
        let growth = if worthwhile { self.chunks.len() / 2 } else { self.chunks.len() * 2 };
        self.patience = growth.max(FIRST_COLLECTION);
    }

    /// Numbers the places of blocks and large objects, for [`place`]. The result is how many there are.
    pub(crate) fn number_places(&mut self) -> usize {
        let large = self.large.iter().map(|&h| (h as *mut u8).wrapping_sub(16));
        let mut places = 0;
        for (head, count) in self.chunks.iter().map(|&c| (c, PLACES)).chain(large.map(|h| (h, 1))) {
            // SAFETY: chunks and large blocks begin with their size and a word that is free for this number.
            unsafe { (head as *mut usize).add(1).write(places) };
            places += count;
        }
        places
    }

    /// Calls `visit` for every live object.
    pub(crate) fn each(&self, visit: &mut dyn FnMut(*mut Header)) {
        for &chunk in &self.chunks {
            // SAFETY: a chunk starts with its head, and every carved block with a header or a free link.
            unsafe {
                let ChunkHead { size, carved, .. } = *(chunk as *const ChunkHead);
                for i in 0..carved {
                    let h = chunk.add(CHUNK_HEAD + i * size) as *mut Header;
                    if !(*h).ty.is_null() {
                        visit(h);
                    }
                }
            }
        }
        for &h in &self.large {
            visit(h);
        }
    }
}

/// Places per chunk: one for every possible block.
const PLACES: usize = CHUNK / 16;

/// The number of an object's place, after [`Heap::number_places`].
#[inline]
pub(crate) fn place(h: *mut Header) -> usize {
    // SAFETY: `h` is alive; its chunk, or the words before a large object, carry the number.
    unsafe {
        if (*h).has(Flags::LARGE) {
            return *((h as *const usize).sub(1));
        }
        let chunk = h as usize & !(CHUNK - 1);
        *((chunk + 8) as *const usize) + (h as usize - chunk) / 16
    }
}

fn chunk_layout() -> Layout {
    match Layout::from_size_align(CHUNK, CHUNK) {
        Ok(l) => l,
        Err(_) => unreachable!("a chunk's layout is constant"),
    }
}

fn large_layout(size: usize) -> Layout {
    match Layout::from_size_align(size + 16, 16) {
        Ok(l) => l,
        Err(_) => handle_alloc_error(Layout::new::<Header>()),
    }
}
