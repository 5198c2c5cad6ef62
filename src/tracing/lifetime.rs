//! How long trees live, and what they keep alive.
//!
//! ```text
//!   code object ──owns──▶ loops, trees ──keep──▶ constants, functions, other code objects
//! ```
//!
//! The tracer holds counted references, so that what a tree relies on stays in place. They count as the code object's own:
//! the cycle collector is told of them, so that a function and the trees of its loops die together. A tree whose assumption
//! was broken lets go at once.

use super::calls;
use super::loops::{BROKEN, Tracer, tracer};
use super::tokens;
use crate::object::{Owned, Value, Vm};
use std::collections::HashSet;
use std::sync::Arc;
use taipan_jit::engine::TreeId;

/// What an operation of a tree takes in memory: recorded, optimised, and in the plans of exits.
pub(super) const OP_BYTES: usize = 150;

/// Names all references that trees and loops hold, after the code object that owns them.
pub(super) fn references(vm: &mut Vm, visit: &mut dyn FnMut(Value, Value)) {
    let Some(t) = tracer(vm) else { return };
    for code in t.loops.values().filter_map(|l| l.code.as_ref()) {
        visit(code.value(), code.value());
    }
    for (id, kept) in &t.kept {
        let Some(&(code, _)) = t.headers.get(id) else { continue };
        let Some(code) = Value::from_bits(code as u64) else { continue };
        kept.iter().for_each(|v| visit(code, v.value()));
    }
}

/// Code objects and classes are about to be freed: loops and trees of code go, descriptors of classes.
pub(super) fn forget(vm: &mut Vm, words: &HashSet<u64>) {
    let Some(t) = tracer(vm) else { return };
    let dead: Vec<TreeId> = t.headers.iter().filter(|(_, key)| words.contains(&(key.0 as u64))).map(|e| *e.0).collect();
    if dead.iter().any(|&id| t.engine.is_in_work(id)) {
        t.engine.wait();
    }
    for &id in &dead {
        t.engine.invalidate(id, "the function that it belongs to is gone");
        t.let_go(id);
    }
    t.loops.retain(|key, _| !words.contains(&(key.0 as u64)));
    calls::forget(words);
    t.bury();
    t.engine.descrs().forget_types(|class| words.contains(&class));
    if !dead.is_empty() {
        crate::object::prune_watchers(tokens::is_alive);
    }
    t.report();
}

impl Tracer {
    /// Lets go of what broken trees keep alive, so that objects die when the script drops them. One that is running needs
    /// its constants until it has been left.
    pub(super) fn drop_broken(&mut self) {
        let engine = &self.engine;
        let broken = |id: &TreeId| !self.may_run(*id) && !engine.tree(*id).is_none_or(|t| t.is_valid());
        let ids: Vec<TreeId> = self.kept.keys().copied().filter(broken).collect();
        for id in ids {
            self.engine.invalidate(id, BROKEN);
            self.let_go(id);
        }
        self.bury();
    }

    /// Drops what a tree keeps alive; it is buried when nothing can ask for it any more.
    fn let_go(&mut self, id: TreeId) {
        self.report();
        self.tell_exits(id);
        let kept: Option<Vec<Owned>> = self.kept.remove(&id);
        self.unrolled.remove(&id);
        // A bridge that was being recorded meanwhile has kept something again.
        if !self.dead.contains(&id) {
            self.dead.push(id);
        }
        drop(kept);
    }

    /// Frees trees that are neither running nor in work, with their tokens.
    fn bury(&mut self) {
        let mut gone = HashSet::new();
        for id in std::mem::take(&mut self.dead) {
            let known = self.headers.get(&id).and_then(|key| self.loops.get(key)).is_some_and(|l| l.tree == Some(id));
            let asked_for = known || self.recording || self.may_run(id);
            if asked_for || self.engine.is_in_work(id) {
                self.dead.push(id);
                continue;
            }
            gone.extend(self.engine.tree(id).map(|tree| Arc::as_ptr(&tree.valid)));
            self.engine.forget(id);
            self.headers.remove(&id);
            self.tokens.remove(&id);
            if let Some(exits) = self.recipes.get_mut(id.0 as usize) {
                *exits = Vec::new();
            }
        }
        if !gone.is_empty() {
            tokens::forget(&gone);
        }
    }
}
