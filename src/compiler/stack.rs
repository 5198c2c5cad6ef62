//! Room for recursion.
//!
//! Parser, symbol table, code generator and the tree's destructor recurse with the nesting of the source. Nesting costs at
//! least a byte of source per level, so a short text is safe on any stack; others get a thread with a stack that is
//! reserved, not used.

/// Up to this many bytes a text cannot nest dangerously.
const SAFE_LENGTH: usize = 200;

/// The stack of the thread: address space only, until it is touched.
const STACK_SIZE: usize = 512 << 20;

/// Runs something that recurses with the nesting of a text of `length` bytes.
pub(crate) fn with_room<T: Send>(length: usize, run: impl FnOnce() -> T + Send) -> T {
    if length <= SAFE_LENGTH {
        return run();
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("compiler".into()).stack_size(STACK_SIZE);
        match thread.spawn_scoped(scope, run) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => panic!("no thread for the compiler: {error}"),
        }
    })
}
