//! Printing exceptions the way CPython 3.14's `traceback` module does: the chain of causes, oldest first, each with its
//! traceback, its message and its notes; groups as a tree.
//!
//! ```text
//! mod      chains and groups            entries    frames of one traceback
//! message  type, text, notes            carets     the marks below a line
//! hints    "Did you mean"               source     lines of files
//! ```

mod carets;
mod entries;
mod hints;
mod message;
mod source;

pub use source::{line as source_line, remember_source};

use super::group;
use crate::object::{Exc, Exception, Owned, Ref, Vm, exception_type};
use std::collections::HashSet;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
const MAX_WIDTH: usize = 15;
const MAX_DEPTH: usize = 10;

/// What an uncaught exception prints, with everything that led to it. What goes wrong on the way is swallowed.
pub(crate) fn report(vm: &mut Vm, e: Owned) -> String {
    let pending = vm.raised.take();
    let mut p = Printer { out: String::new(), seen: HashSet::new(), depth: 0, need_close: false };
    p.exception(vm, e);
    vm.raised = pending;
    p.out
}

struct Printer {
    out: String,
    seen: HashSet<u64>,
    /// How many groups enclose what is printed.
    depth: usize,
    /// Whether the line that closes a group is still to come.
    need_close: bool,
}

impl Printer {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Prints text, within a group behind its margin.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.out.push_str(text);
            return;
        }
        let prefix = format!("{}{margin} ", self.indent());
        for line in text.split_inclusive('\n') {
            self.out.push_str(&prefix);
            self.out.push_str(line);
        }
    }

    /// An exception and what it came from.
    fn exception(&mut self, vm: &mut Vm, e: Owned) {
        for (message, e) in self.chain(vm, e).into_iter().rev() {
            if let Some(m) = message {
                self.emit(m, '|');
            }
            if e.lend().is_instance(exception_type(Exc::BaseExceptionGroup)) {
                self.group(vm, e.lend());
            } else {
                let entries = traceback(vm, e.lend()).map(|t| entries::format(vm, t.lend()));
                if let Some(lines) = entries {
                    self.emit("Traceback (most recent call last):\n", '|');
                    self.emit(&lines, '|');
                }
                let text = message::format(vm, e.lend());
                self.emit(&text, '|');
            }
        }
    }

    /// The exception and its causes or contexts, newest first, each with the line that joins it to the older one.
    fn chain(&mut self, vm: &Vm, e: Owned) -> Vec<(Option<&'static str>, Owned)> {
        let mut chain = Vec::new();
        let mut next = Some(e);
        while let Some(e) = next.take() {
            self.seen.insert(e.value().bits());
            let mut joint = None;
            if let Some(b) = e.lend().get::<Exception>(vm) {
                let fresh = |o: &&Owned| !self.seen.contains(&o.value().bits());
                if let Some(c) = b.cause.as_ref().filter(fresh) {
                    (joint, next) = (Some(CAUSE), Some(c.clone()));
                } else if b.cause.is_none()
                    && !b.suppress_context
                    && let Some(c) = b.context.as_ref().filter(fresh)
                {
                    (joint, next) = (Some(CONTEXT), Some(c.clone()));
                }
            }
            chain.push((joint, e));
        }
        chain
    }

    fn group(&mut self, vm: &mut Vm, e: Ref<'_>) {
        if self.depth > MAX_DEPTH {
            self.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"), '|');
            return;
        }
        let top = self.depth == 0;
        self.depth += usize::from(top);
        if let Some(t) = traceback(vm, e) {
            let lines = entries::format(vm, t.lend());
            self.emit("Exception Group Traceback (most recent call last):\n", if top { '+' } else { '|' });
            self.emit(&lines, '|');
        }
        let text = message::format(vm, e);
        self.emit(&text, '|');
        let all = group::exceptions(vm, e);
        let shown = if all.len() <= MAX_WIDTH { all.len() } else { MAX_WIDTH + 1 };
        self.need_close = false;
        for (i, inner) in all.iter().take(shown).enumerate() {
            let last = i + 1 == shown;
            // The closing line may be written by a nested group.
            self.need_close |= last;
            let title = if i < MAX_WIDTH { (i + 1).to_string() } else { "...".to_owned() };
            let corner = if i == 0 { "+-" } else { "  " };
            self.out.push_str(&format!("{}{corner}+---------------- {title} ----------------\n", self.indent()));
            self.depth += 1;
            if i < MAX_WIDTH {
                self.exception(vm, inner.clone());
            } else {
                let left = all.len() - MAX_WIDTH;
                let s = if left > 1 { "s" } else { "" };
                self.emit(&format!("and {left} more exception{s}\n"), '|');
            }
            if last && self.need_close {
                self.out.push_str(&format!("{}+------------------------------------\n", self.indent()));
                self.need_close = false;
            }
            self.depth -= 1;
        }
        if top {
            self.depth = 0;
        }
    }
}

fn traceback(vm: &Vm, e: Ref<'_>) -> Option<Owned> {
    e.get::<Exception>(vm)?.traceback.clone()
}
