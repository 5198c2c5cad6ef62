//! Tokens: the names under which types, cells and functions know the traces that rely on them.
//!
//! Breaking an assumption flips the valid byte of the tree at once, so that native code that is running sees it at its next
//! `guard_valid`; the engine hears of it when the tree is to be entered again.

use crate::object::{BREAK_INSTALL, EVAL_BREAKER};
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

#[derive(Default)]
struct Token {
    broken: bool,
    valid: Option<Arc<AtomicU8>>,
}

thread_local! {
    static TOKENS: RefCell<Vec<Token>> = const { RefCell::new(Vec::new()) };
}

/// A fresh token.
pub(super) fn make() -> u32 {
    TOKENS.with_borrow_mut(|t| {
        t.push(Token::default());
        t.len() as u32 - 1
    })
}

/// The tree of a token has been compiled: its valid byte. True if an assumption was broken meanwhile.
pub(super) fn attach(token: u32, valid: &Arc<AtomicU8>) -> bool {
    TOKENS.with_borrow_mut(|t| {
        let token = &mut t[token as usize];
        token.valid = Some(valid.clone());
        if token.broken {
            valid.store(0, Ordering::Release);
        }
        token.broken
    })
}

/// Whether an assumption of the token's trace was broken.
pub(super) fn is_broken(token: u32) -> bool {
    TOKENS.with_borrow(|t| t[token as usize].broken)
}

/// Breaks the assumptions of a trace.
pub(super) fn break_token(token: u32) {
    TOKENS.with_borrow_mut(|t| {
        if let Some(token) = t.get_mut(token as usize) {
            token.broken = true;
            if let Some(valid) = &token.valid {
                valid.store(0, Ordering::Release);
                // At the next safepoint the tracer lets go of what the trace keeps alive.
                EVAL_BREAKER.fetch_or(BREAK_INSTALL, Ordering::Relaxed);
            }
        }
    });
}
