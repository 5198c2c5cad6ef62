//! Executable memory for traces: one region, mapped twice.
//!
//! A `memfd` is mapped once writable and once executable, so no page is ever both, installing
//! a function is a copy, and code next door keeps running meanwhile. Blocks come in size
//! classes of four steps per doubling, 64-byte aligned; a freed block goes to its class's list
//! and is handed out again. Physical pages of large freed blocks go back to the system.
//!
//! Where the double mapping is refused (no `memfd`, a policy against shared executable maps),
//! every block gets pages of its own which are written, then flipped to executable. That is
//! slower and wastes the rest of the page, but never flips a page that somebody executes.
//!
//! The double mapping is shared memory, so a forked child would overwrite its parent's code and the
//! other way round. [`CodeArena::before_fork`] makes the child's own copy, which
//! [`CodeArena::in_child`] maps over the shared one, at the same addresses: code that is running
//! goes on.
//!
//! Invariant: a block is freed only by value, and by an owner who knows that no activation of
//! it is left on any stack.
#![allow(unsafe_code, reason = "maps and writes executable memory")]

use std::fs::File;
use std::ops::Range;
use std::os::fd::{AsRawFd, FromRawFd};
use std::os::unix::fs::FileExt;

use super::publish::publish;
use memmap2::{Mmap, MmapMut, MmapOptions, UncheckedAdvice};

/// Alignment of every block, and the unit in which sizes are rounded: a cache line, which is also
/// the window that instruction fetch works in.
pub(super) const ALIGN: usize = 64;
/// Alignment that code wants for its own constants.
pub(super) const CODE_ALIGN: usize = 16;
/// Blocks above this give their pages back when they are freed.
const GIVE_BACK: usize = 16 << 10;
const PAGE: usize = 4096;

/// How the arena gets from writable to executable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArenaMode {
    /// One memory file, two maps of it.
    Dual,
    /// Pages per block, protection changed after the copy.
    Flip,
}

/// Why a function could not be installed.
#[derive(Debug)]
pub enum ArenaError {
    /// The byte budget of the arena is used up.
    Full,
    /// The system refused a mapping.
    System(std::io::Error),
}

impl std::fmt::Display for ArenaError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Full => f.write_str("code cache full"),
            Self::System(e) => write!(f, "no executable memory: {e}"),
        }
    }
}

impl std::error::Error for ArenaError {}

/// Bytes by state, for the log and for ageing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ArenaStats {
    /// Bytes of machine code in live blocks.
    pub code: usize,
    /// Bytes that live blocks occupy, rounding included.
    pub used: usize,
    /// Bytes waiting on free lists.
    pub free: usize,
    /// Live blocks.
    pub blocks: usize,
}

/// One installed function. Not `Copy`: giving it back to [`CodeArena::free`] consumes it.
#[derive(Debug)]
pub struct CodeBlock {
    entry: *const u8,
    len: usize,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// Offset of the block, not of the entry in it.
    Dual {
        offset: usize,
        class: usize,
    },
    Own(Mmap),
}

// SAFETY: a block is an address and a length; the memory behind is immutable while the block lives.
unsafe impl Send for CodeBlock {}
// SAFETY: as above; shared access only reads.
unsafe impl Sync for CodeBlock {}

impl CodeBlock {
    /// Address of the first instruction, in the executable map.
    pub fn entry(&self) -> *const u8 {
        self.entry
    }

    /// Bytes of machine code.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no code in it; installed blocks have some.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// The arena. See the module's page.
pub struct CodeArena {
    maps: Option<Maps>,
    /// First byte that was never handed out.
    top: usize,
    capacity: usize,
    /// Offsets of free blocks, by size class.
    free: Vec<Vec<usize>>,
    stats: ArenaStats,
}

struct Maps {
    write: MmapMut,
    exec: Mmap,
}

/// A copy of an arena's memory for a child process. See [`CodeArena::before_fork`].
pub struct ForkCopy(Option<File>);

impl CodeArena {
    /// An arena of at most `capacity` bytes; memory is taken as blocks are installed.
    pub fn new(capacity: usize) -> Self {
        let maps = Maps::new(capacity).ok();
        Self::with_maps(capacity, maps)
    }

    /// An arena in a given mode, for tests and for systems where the choice is known.
    pub fn with_mode(capacity: usize, mode: ArenaMode) -> Result<Self, ArenaError> {
        let maps = match mode {
            ArenaMode::Dual => Some(Maps::new(capacity).map_err(ArenaError::System)?),
            ArenaMode::Flip => None,
        };
        Ok(Self::with_maps(capacity, maps))
    }

    fn with_maps(capacity: usize, maps: Option<Maps>) -> Self {
        let classes = class_of(capacity) + 1;
        Self { maps, top: 0, capacity, free: vec![Vec::new(); classes], stats: ArenaStats::default() }
    }

    /// How this arena works.
    pub fn mode(&self) -> ArenaMode {
        if self.maps.is_some() { ArenaMode::Dual } else { ArenaMode::Flip }
    }

    /// Bytes by state.
    pub fn stats(&self) -> ArenaStats {
        self.stats
    }

    /// Copies `code` into executable memory and makes it visible to instruction fetch. The bytes in
    /// `hot`, a short loop, are put into as few cache lines as possible: that can halve its time.
    ///
    /// # Errors
    /// When the budget is used up, or the system refuses memory.
    pub fn install(&mut self, code: &[u8], hot: Range<usize>) -> Result<CodeBlock, ArenaError> {
        if self.stats.used + code.len() > self.capacity {
            return Err(ArenaError::Full);
        }
        if self.maps.is_some() { self.install_dual(code, shift_for(hot)) } else { self.install_own(code) }
    }

    /// Takes a block back.
    ///
    /// # Safety
    /// No thread is executing the block or will return into it, and its address is forgotten.
    pub unsafe fn free(&mut self, block: CodeBlock) {
        self.stats.code -= block.len;
        self.stats.blocks -= 1;
        match block.place {
            Place::Own(map) => self.stats.used -= map.len(),
            Place::Dual { offset, class } => {
                let size = class_size(class);
                self.stats.used -= size;
                self.stats.free += size;
                self.free[class].push(offset);
                self.scrub(offset, size);
            }
        }
    }

    /// To be called before the process forks, while nobody installs or frees code: a copy of the
    /// code for the child. The parent drops it.
    ///
    /// # Errors
    /// When the system refuses the memory. Then the process must not fork, or the child not run native code.
    pub fn before_fork(&self) -> Result<ForkCopy, ArenaError> {
        let Some(maps) = &self.maps else { return Ok(ForkCopy(None)) };
        let file = code_file(self.capacity).map_err(ArenaError::System)?;
        file.write_all_at(&maps.write[..self.top], 0).map_err(ArenaError::System)?;
        Ok(ForkCopy(Some(file)))
    }

    /// To be called in the child before it installs, frees or enters code.
    ///
    /// # Errors
    /// When the system refuses the mappings.
    pub fn in_child(&mut self, copy: ForkCopy) -> Result<(), ArenaError> {
        let (Some(maps), Some(file)) = (&mut self.maps, copy.0) else { return Ok(()) };
        let at = |start: *const u8| start.cast_mut().cast::<libc::c_void>();
        let (write, exec) = (libc::PROT_READ | libc::PROT_WRITE, libc::PROT_READ | libc::PROT_EXEC);
        for (start, protection) in [(at(maps.write.as_ptr()), write), (at(maps.exec.as_ptr()), exec)] {
            // SAFETY: the new mapping takes the place of one that we own, of the same size and with the same
            // content, so that nobody can tell the difference.
            let mapped = unsafe {
                let flags = libc::MAP_SHARED | libc::MAP_FIXED;
                libc::mmap(start, self.capacity, protection, flags, file.as_raw_fd(), 0)
            };
            if mapped != start {
                return Err(ArenaError::System(std::io::Error::last_os_error()));
            }
        }
        Ok(())
    }

    fn install_dual(&mut self, code: &[u8], shift: usize) -> Result<CodeBlock, ArenaError> {
        let (offset, class) = self.take(class_of(code.len() + shift))?;
        let size = class_size(class);
        let maps = self.maps.as_mut().expect("dual mode has its maps");
        let start = offset + shift;
        maps.write[start..start + code.len()].copy_from_slice(code);
        // SAFETY: the block lies inside of the map, and `start` in the block.
        let entry = unsafe { maps.exec.as_ptr().add(start) };
        publish(entry, code.len());
        self.stats.code += code.len();
        self.stats.used += size;
        self.stats.blocks += 1;
        Ok(CodeBlock { entry, len: code.len(), place: Place::Dual { offset, class } })
    }

    fn install_own(&mut self, code: &[u8]) -> Result<CodeBlock, ArenaError> {
        let size = code.len().next_multiple_of(PAGE);
        let mut map = MmapMut::map_anon(size).map_err(ArenaError::System)?;
        map[..code.len()].copy_from_slice(code);
        let map = map.make_exec().map_err(ArenaError::System)?;
        publish(map.as_ptr(), code.len());
        self.stats.code += code.len();
        self.stats.used += size;
        self.stats.blocks += 1;
        Ok(CodeBlock { entry: map.as_ptr(), len: code.len(), place: Place::Own(map) })
    }

    /// A block of this class, or of a larger one when there is nothing else.
    fn take(&mut self, class: usize) -> Result<(usize, usize), ArenaError> {
        let size = class_size(class);
        if self.free[class].is_empty() && self.top + size <= self.capacity {
            self.top += size;
            return Ok((self.top - size, class));
        }
        let class = (class..self.free.len()).find(|&c| !self.free[c].is_empty()).ok_or(ArenaError::Full)?;
        self.stats.free -= class_size(class);
        self.free[class].pop().map(|offset| (offset, class)).ok_or(ArenaError::Full)
    }

    /// Makes stale calls into a freed block crash at once in debug builds, and gives the pages
    /// of a large one back.
    fn scrub(&mut self, offset: usize, size: usize) {
        let maps = self.maps.as_mut().expect("dual mode has its maps");
        if cfg!(debug_assertions) {
            // 0xCC traps on x86-64; four of them are an undefined instruction on AArch64.
            maps.write[offset..offset + size].fill(0xCC);
        }
        if size >= GIVE_BACK {
            let from = offset.next_multiple_of(PAGE);
            let to = (offset + size) / PAGE * PAGE;
            // SAFETY: the pages lie inside of a block that nobody uses; they read as zero later.
            let given = unsafe { maps.write.unchecked_advise_range(UncheckedAdvice::Remove, from, to - from) };
            // Refused advice costs memory, not correctness.
            drop(given);
        }
    }
}

impl Maps {
    fn new(capacity: usize) -> std::io::Result<Self> {
        let file = code_file(capacity)?;
        let mut options = MmapOptions::new();
        options.len(capacity);
        // SAFETY: the file is anonymous and its only descriptor is closed when this returns, so
        // nobody else writes or truncates it.
        unsafe { Ok(Self { write: options.map_mut(&file)?, exec: options.map_exec(&file)? }) }
    }
}

/// Anonymous memory with a descriptor, so that it can be mapped more than once.
fn code_file(capacity: usize) -> std::io::Result<File> {
    // SAFETY: the name is a C string; the result is checked before it is owned.
    let file = unsafe {
        let fd = libc::memfd_create(c"taipan-code".as_ptr(), libc::MFD_CLOEXEC);
        if fd < 0 {
            return Err(std::io::Error::last_os_error());
        }
        File::from_raw_fd(fd)
    };
    file.set_len(capacity as u64)?;
    Ok(file)
}

/// How far to move code from the start of its block, so that `hot` touches the fewest lines.
pub(super) fn shift_for(hot: Range<usize>) -> usize {
    let lines = |shift: usize| (hot.end + shift).div_ceil(ALIGN) - (hot.start + shift) / ALIGN;
    (0..ALIGN).step_by(CODE_ALIGN).min_by_key(|&shift| lines(shift)).unwrap_or(0)
}

/// Size classes: multiples of 64 up to 512, then four steps per doubling.
pub(super) fn class_of(len: usize) -> usize {
    let units = len.div_ceil(ALIGN).max(1);
    if units <= 8 {
        return units - 1;
    }
    let log = (units - 1).ilog2() as usize;
    let step = 1 << (log - 2);
    let quarter = (units - 1) / step - 4;
    8 + (log - 3) * 4 + quarter
}

pub(super) fn class_size(class: usize) -> usize {
    if class < 8 {
        return (class + 1) * ALIGN;
    }
    let (log, quarter) = ((class - 8) / 4 + 3, (class - 8) % 4);
    (5 + quarter) * (1 << (log - 2)) * ALIGN
}
