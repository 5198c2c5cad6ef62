//! Tokens: the names under which types, cells and functions know the traces that rely on them.
//!
//! Breaking an assumption flips the valid byte of the tree at once, so that native code that is running sees it at its next
//! `guard_valid`; the engine hears of it when the tree is to be entered again.

use crate::object::{BREAK_INSTALL, EVAL_BREAKER, WordMap};
use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Trees that are gone are taken off the lists of types, cells and functions by the collector.
#[derive(Default)]
struct Token {
    broken: bool,
    valid: Option<Arc<AtomicU8>>,
}

#[derive(Default)]
struct Tokens {
    made: u32,
    alive: WordMap<u32, Token>,
}

thread_local! {
    static TOKENS: RefCell<Tokens> = RefCell::default();
}

/// A fresh token.
pub(super) fn make() -> u32 {
    TOKENS.with_borrow_mut(|t| {
        t.made += 1;
        t.alive.insert(t.made, Token::default());
        t.made
    })
}

/// The tree of a token has been compiled: its valid byte. True if an assumption was broken meanwhile.
pub(super) fn attach(token: u32, valid: &Arc<AtomicU8>) -> bool {
    TOKENS.with_borrow_mut(|t| {
        let token = t.alive.entry(token).or_default();
        token.valid = Some(valid.clone());
        if token.broken {
            valid.store(0, Ordering::Release);
        }
        token.broken
    })
}

/// Whether an assumption of the token's trace was broken.
pub(super) fn is_broken(token: u32) -> bool {
    TOKENS.with_borrow(|t| t.alive.get(&token).is_some_and(|t| t.broken))
}

/// Whether a token's trace may still be there.
pub(super) fn is_alive(token: u32) -> bool {
    TOKENS.with_borrow(|t| t.alive.contains_key(&token))
}

/// The trees with these valid bytes are gone.
pub(super) fn forget(gone: &HashSet<*const AtomicU8>) {
    TOKENS
        .with_borrow_mut(|t| t.alive.retain(|_, t| !t.valid.as_ref().is_some_and(|v| gone.contains(&Arc::as_ptr(v)))));
}

/// A token that no trace was made for.
pub(super) fn discard(token: u32) {
    TOKENS.with_borrow_mut(|t| t.alive.remove(&token));
}

/// Breaks the assumptions of a trace.
pub(super) fn break_token(token: u32) {
    TOKENS.with_borrow_mut(|t| {
        if let Some(token) = t.alive.get_mut(&token) {
            token.broken = true;
            if let Some(valid) = &token.valid {
                valid.store(0, Ordering::Release);
                // At the next safepoint the tracer lets go of what the trace keeps alive.
                EVAL_BREAKER.fetch_or(BREAK_INSTALL, Ordering::Relaxed);
            }
        }
    });
}
