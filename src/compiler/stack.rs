//! Room for recursion.
//!
//! Parser, symbol table, code generator and the tree's destructor recurse with the nesting of the source. Nesting costs at
//! least a byte of source per level, so a short text is safe on any stack; others get a thread with a stack that is
//! reserved, not used, and that is the larger the more deeply the text might nest.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Up to this many bytes a text cannot nest dangerously.
const SAFE_LENGTH: usize = 200;

/// The stack of the thread for a text that nests deeply: address space only, until it is touched.
const LARGEST: usize = 512 << 20;

/// The stack for any other text.
const USUAL: usize = 64 << 20;

/// Below this a thread is not worth while.
const SMALLEST: usize = 4 << 20;

/// What a level of nesting takes at the most.
const LEVEL: usize = LARGEST / 50_000;

static LIMIT: AtomicUsize = AtomicUsize::new(LARGEST);

/// Lets the compiler reserve no more than so many bytes for its stack. Texts that nest too deeply for it are refused.
pub fn limit_stack(bytes: usize) {
    LIMIT.store(bytes.max(SMALLEST), Ordering::Relaxed);
}

/// Runs something that recurses with the nesting of a text of `length` bytes, and may do so to the depth that it is given.
pub(crate) fn with_room<T: Send>(length: usize, nests_deeply: bool, run: impl FnOnce(usize) -> T + Send) -> T {
    if length <= SAFE_LENGTH {
        return run(SAFE_LENGTH);
    }
    let mut run = Some(run);
    let mut size = if nests_deeply { LARGEST } else { USUAL }.min(LIMIT.load(Ordering::Relaxed));
    while size >= SMALLEST {
        let work = &mut run;
        let done = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().name("compiler".into()).stack_size(size);
            let thread = thread.spawn_scoped(scope, move || work.take().map(|run| run(size / LEVEL)));
            thread.ok().map(|t| t.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        if let Some(Some(result)) = done {
            return result;
        }
        size /= 2;
    }
    match run.take() {
        Some(run) => run(SMALLEST / LEVEL),
        None => unreachable!("it runs once"),
    }
}
