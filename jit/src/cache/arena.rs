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
//! Invariant: a block is freed only by value, and by an owner who knows that no activation of
//! it is left on any stack.
#![allow(unsafe_code, reason = "maps and writes executable memory")]

use std::fs::File;
use std::ops::Range;
use std::os::fd::FromRawFd;

use memmap2::{Mmap, MmapMut, MmapOptions, UncheckedAdvice};

/// Alignment of every block, and the unit in which sizes are rounded: a cache line, which is also
/// the window that instruction fetch works in.
const ALIGN: usize = 64;
/// Alignment that code wants for its own constants.
const CODE_ALIGN: usize = 16;
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

    fn install_dual(&mut self, code: &[u8], shift: usize) -> Result<CodeBlock, ArenaError> {
        let class = class_of(code.len() + shift);
        let size = class_size(class);
        let offset = match self.free[class].pop() {
            Some(offset) => {
                self.stats.free -= size;
                offset
            }
            None if self.top + size <= self.capacity => {
                self.top += size;
                self.top - size
            }
            None => return Err(ArenaError::Full),
        };
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
        // SAFETY: the name is a C string; the result is checked before it is owned.
        let file = unsafe {
            let fd = libc::memfd_create(c"taipan-code".as_ptr(), libc::MFD_CLOEXEC);
            if fd < 0 {
                return Err(std::io::Error::last_os_error());
            }
            File::from_raw_fd(fd)
        };
        file.set_len(capacity as u64)?;
        let mut options = MmapOptions::new();
        options.len(capacity);
        // SAFETY: the file is anonymous and its only descriptor is closed when this returns, so
        // nobody else writes or truncates it.
        unsafe { Ok(Self { write: options.map_mut(&file)?, exec: options.map_exec(&file)? }) }
    }
}

/// How far to move code from the start of its block, so that `hot` touches the fewest lines.
fn shift_for(hot: Range<usize>) -> usize {
    let lines = |shift: usize| (hot.end + shift).div_ceil(ALIGN) - (hot.start + shift) / ALIGN;
    (0..ALIGN).step_by(CODE_ALIGN).min_by_key(|&shift| lines(shift)).unwrap_or(0)
}

/// Size classes: multiples of 64 up to 512, then four steps per doubling.
fn class_of(len: usize) -> usize {
    let units = len.div_ceil(ALIGN).max(1);
    if units <= 8 {
        return units - 1;
    }
    let log = (units - 1).ilog2() as usize;
    let step = 1 << (log - 2);
    let quarter = (units - 1) / step - 4;
    8 + (log - 3) * 4 + quarter
}

fn class_size(class: usize) -> usize {
    if class < 8 {
        return (class + 1) * ALIGN;
    }
    let (log, quarter) = ((class - 8) / 4 + 3, (class - 8) % 4);
    (5 + quarter) * (1 << (log - 2)) * ALIGN
}

/// Makes freshly written code visible to instruction fetch. x86-64 keeps its caches coherent.
#[cfg(not(target_arch = "aarch64"))]
fn publish(_entry: *const u8, _len: usize) {}

/// Makes freshly written code visible to instruction fetch: cleans the data cache and
/// invalidates the instruction cache by the address that will be fetched, then synchronises
/// the pipelines of all threads of the process.
#[cfg(target_arch = "aarch64")]
fn publish(entry: *const u8, len: usize) {
    use std::arch::asm;
    let (start, end) = (entry as usize, entry as usize + len);
    let type_reg: usize;
    // SAFETY: cache maintenance by address on mapped memory and barriers; no data changes.
    unsafe {
        asm!("mrs {}, ctr_el0", out(reg) type_reg, options(nomem, nostack));
        let data_line = 4 << (type_reg >> 16 & 15);
        let inst_line = 4 << (type_reg & 15);
        for at in (start & !(data_line - 1)..end).step_by(data_line) {
            asm!("dc cvau, {}", in(reg) at, options(nostack));
        }
        asm!("dsb ish", options(nostack));
        for at in (start & !(inst_line - 1)..end).step_by(inst_line) {
            asm!("ic ivau, {}", in(reg) at, options(nostack));
        }
        asm!("dsb ish", "isb", options(nostack));
        membarrier_sync_core();
    }
    if cfg!(debug_assertions) {
        drop_emulated(start, len);
    }
}

/// Emulators before 2023 do not connect the two maps and keep stale translations of reused
/// addresses; they forget them when a page becomes writable. Real processors need none of it,
/// so this is for debug builds, where tests run under emulation.
#[cfg(target_arch = "aarch64")]
fn drop_emulated(start: usize, len: usize) {
    let from = start / PAGE * PAGE;
    let size = (start + len - from).next_multiple_of(PAGE);
    let exec = libc::PROT_READ | libc::PROT_EXEC;
    for protection in [exec | libc::PROT_WRITE, exec] {
        // SAFETY: the pages are mapped, stay executable throughout and are not written here.
        unsafe { libc::mprotect(from as *mut libc::c_void, size, protection) };
    }
}

/// Other threads may run the code next: their pipelines must not hold stale instructions.
///
/// # Safety
/// None beyond making a system call; kernels without it answer with an error, and then a
/// thread switch has passed through the kernel anyway.
#[cfg(target_arch = "aarch64")]
unsafe fn membarrier_sync_core() {
    use std::sync::Once;
    const REGISTER: libc::c_long = 1 << 6;
    const SYNC_CORE: libc::c_long = 1 << 5;
    static REGISTERED: Once = Once::new();
    // SAFETY: membarrier takes integers only.
    REGISTERED.call_once(|| unsafe {
        libc::syscall(libc::SYS_membarrier, REGISTER, 0, 0);
    });
    // SAFETY: as above.
    unsafe { libc::syscall(libc::SYS_membarrier, SYNC_CORE, 0, 0) };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `fn() -> u32` that returns `n`.
    fn returns(n: u16) -> Vec<u8> {
        let n = u32::from(n);
        if cfg!(target_arch = "aarch64") {
            [0x5280_0000 | n << 5, 0xd65f_03c0].iter().flat_map(|w: &u32| w.to_le_bytes()).collect()
        } else {
            let mut code = vec![0xb8];
            code.extend(n.to_le_bytes());
            code.push(0xc3);
            code
        }
    }

    fn call(block: &CodeBlock) -> u32 {
        // SAFETY: the block holds a complete function of this type.
        unsafe { std::mem::transmute::<*const u8, extern "C" fn() -> u32>(block.entry())() }
    }

    #[test]
    fn classes_cover_and_waste_little() {
        for len in 1..100_000 {
            let class = class_of(len);
            let size = class_size(class);
            assert!(size >= len && size.is_multiple_of(ALIGN), "{len} -> {size}");
            assert!(size <= (len + len / 4).max(len + ALIGN), "{len} -> {size}");
            assert!(class == 0 || class_size(class - 1) < len, "{len} fits class {}", class - 1);
        }
    }

    #[test]
    fn installs_frees_and_reuses_in_both_modes() {
        for mode in [ArenaMode::Dual, ArenaMode::Flip] {
            let mut arena = CodeArena::with_mode(1 << 20, mode).unwrap();
            assert_eq!(arena.mode(), mode);
            let first = arena.install(&returns(7), 0..0).unwrap();
            let second = arena.install(&returns(9), 0..0).unwrap();
            assert_eq!((call(&first), call(&second)), (7, 9));
            let address = first.entry();
            // SAFETY: nobody executes it.
            unsafe { arena.free(first) };
            let third = arena.install(&returns(11), 0..0).unwrap();
            assert_eq!((call(&third), call(&second)), (11, 9));
            assert_eq!(third.entry() as usize % CODE_ALIGN, 0);
            if mode == ArenaMode::Dual {
                assert_eq!(third.entry(), address, "the freed block is used again");
            }
            assert_eq!(arena.stats().blocks, 2);
        }
    }

    #[test]
    fn a_large_freed_block_can_be_used_again() {
        let mut arena = CodeArena::with_mode(1 << 20, ArenaMode::Dual).unwrap();
        let mut code = returns(3);
        code.resize(100_000, 0);
        for n in [3, 4, 5] {
            code[..returns(n).len()].copy_from_slice(&returns(n));
            let block = arena.install(&code, 0..0).unwrap();
            assert_eq!(call(&block), u32::from(n));
            // SAFETY: nobody executes it.
            unsafe { arena.free(block) };
        }
        assert_eq!(arena.stats().code, 0);
    }

    #[test]
    fn short_loops_stay_in_their_line() {
        for start in 0..300 {
            for len in 1..48 {
                let shift = shift_for(start..start + len);
                assert!(shift < ALIGN && shift.is_multiple_of(CODE_ALIGN));
                assert_eq!((start + shift) / ALIGN, (start + shift + len - 1) / ALIGN, "{start} {len}");
            }
        }
        assert_eq!(shift_for(0..0), 0);
    }

    #[test]
    fn a_full_arena_says_so() {
        let mut arena = CodeArena::new(4096);
        assert!(matches!(arena.install(&[0; 5000], 0..0), Err(ArenaError::Full)));
        let block = arena.install(&[0; 3000], 0..0).unwrap();
        assert!(matches!(arena.install(&[0; 3000], 0..0), Err(ArenaError::Full)));
        // SAFETY: nobody executes it.
        unsafe { arena.free(block) };
        assert!(arena.install(&[0; 3000], 0..0).is_ok());
    }
}
