//! The audit of reference counts: a stress mode that looks through the whole heap after native code has been left.
//!
//! Every reference that objects hold to each other, and every word of the data stack, must be covered by the count of the
//! object it refers to. Native code that forgot to count up, or released once too often, shows here at once, not when the
//! memory is used again. References of native Rust code are not known, so counts that are too high go unnoticed.

#![allow(unsafe_code, reason = "walks the heap and looks into every object")]

use super::collect::children;
use super::heap::{heap, place};
use super::{Header, Value, Vm};

/// The first object with fewer counts than references, in words; `None` when all counts cover what was found. The registers
/// are parked, and no native code is active.
pub fn audit_counts(vm: &Vm) -> Option<String> {
    let mut refs = vec![0i64; heap().number_places()];
    let mut wrong: Option<*mut Header> = None;
    // SAFETY: the walk gives live objects and nothing is allocated or freed meanwhile; the words of the data stack below the
    // parked stack pointer are owned by frames.
    unsafe {
        heap().each(&mut |h| refs[place(h)] = i64::from((*h).count));
        heap().each(&mut |h| {
            children(h, &mut |v| {
                if let Some(c) = v.heap_ptr() {
                    refs[place(c)] -= 1;
                }
            });
        });
        let mut at = vm.stacks.data();
        while at < vm.regs.sp {
            if let Some(c) = (*at).heap_ptr() {
                refs[place(c)] -= 1;
            }
            at = at.add(1);
        }
        heap().each(&mut |h| {
            if refs[place(h)] < 0 {
                wrong.get_or_insert(h);
            }
        });
    }
    let h = wrong?;
    let v = Value::from_ptr(h);
    // SAFETY: a live object.
    let (count, name) = unsafe { ((*h).count, super::type_of(v).name().to_owned()) };
    let missing = -refs[place(h)];
    Some(format!(
        "an object of type {name} has a count of {count}, but {} references to it were found",
        i64::from(count) + missing
    ))
}
