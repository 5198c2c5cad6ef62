//! The arena in both modes, at its limits and across a fork.
#![allow(unsafe_code, reason = "runs what it has installed, forks")]

use super::arena::{ALIGN, ArenaError, ArenaMode, CODE_ALIGN, CodeArena, CodeBlock, class_of, class_size, shift_for};

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
fn a_forked_child_has_code_of_its_own() {
    let mut arena = CodeArena::with_mode(1 << 20, ArenaMode::Dual).unwrap();
    let old = arena.install(&returns(1), 0..0).unwrap();
    let copy = arena.before_fork().unwrap();
    // SAFETY: the child only maps, installs and calls code, then leaves without unwinding.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let ok = arena.in_child(copy).is_ok() && call(&old) == 1;
        let fresh = arena.install(&returns(2), 0..0).map(|block| call(&block));
        let code = if ok && fresh.is_ok_and(|n| n == 2) { 0 } else { 1 };
        // SAFETY: ends the child at once.
        unsafe { libc::_exit(code) };
    }
    let fresh = arena.install(&returns(3), 0..0).unwrap();
    let mut status = -1;
    // SAFETY: waits for our own child.
    unsafe { libc::waitpid(child, &raw mut status, 0) };
    assert_eq!(status, 0, "the child's code works");
    assert_eq!((call(&old), call(&fresh)), (1, 3), "the child has not touched ours");
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

#[test]
fn a_large_free_block_serves_when_nothing_else_is_left() {
    let mut arena = CodeArena::new(8192);
    let large = arena.install(&[0; 4096], 0..0).unwrap();
    let rest = arena.install(&[0; 4000], 0..0).unwrap();
    assert!(matches!(arena.install(&returns(5), 0..0), Err(ArenaError::Full)));
    // SAFETY: nobody executes it.
    unsafe { arena.free(large) };
    let small = arena.install(&returns(5), 0..0).unwrap();
    assert_eq!(call(&small), 5);
    for block in [small, rest] {
        // SAFETY: nobody executes them.
        unsafe { arena.free(block) };
    }
    assert_eq!((arena.stats().used, arena.stats().free), (0, 8192));
}
