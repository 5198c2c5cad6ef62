//! Caches and pipelines: what it takes until freshly written code can be executed.
#![allow(unsafe_code, reason = "cache maintenance instructions, system calls")]

#[cfg(target_arch = "aarch64")]
const PAGE: usize = 4096;

/// Makes freshly written code visible to instruction fetch. x86-64 keeps its caches coherent.
#[cfg(not(target_arch = "aarch64"))]
pub(super) fn publish(_entry: *const u8, _len: usize) {}

/// Makes freshly written code visible to instruction fetch: cleans the data cache and
/// invalidates the instruction cache by the address that will be fetched, then synchronises
/// the pipelines of all threads of the process.
#[cfg(target_arch = "aarch64")]
pub(super) fn publish(entry: *const u8, len: usize) {
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
