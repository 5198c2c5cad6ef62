//! The cycle collector: finds objects that only refer to each other, and frees them.
//!
//! ```text
//! count of every object − references that other objects hold = references from outside (stacks, native code, the process)
//! what is reachable from objects with such references lives; the rest is garbage
//! weak references die ── finalisers run ── what they brought back is spared ── bodies are cleared ── counts reach zero
//! ```
//!
//! Native code is owned by the code object that its loop lies in, and so are the references that it holds.
//!
//! `Payload::traverse` may name less than a body owns (then a cycle is not found), never more. Instances do not count their
//! class: marking follows the type word as well, and classes are freed after all their instances.

#![allow(unsafe_code, reason = "walks the heap and looks into every object")]

use super::heap::{heap, place};
use super::reclaim::{clear_weakrefs, morgue};
use super::{CodeBody, Flags, Header, Kind, Owned, Ref, TypeBody, TypeFlags, TypeObj, Value, Visit, Vm, attrs, kinds};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// The mark of an object that is reachable, among counts of references from outside.
const REACHED: i32 = i32::MIN;

static ENABLED: AtomicBool = AtomicBool::new(true);
static RUNNING: AtomicBool = AtomicBool::new(false);
static FINALIZERS: AtomicBool = AtomicBool::new(false);

/// A collection was worth while if it freed one object in so many.
const WORTHWHILE: usize = 16;

/// Some class has `__del__`.
pub(super) fn finalizers_exist() {
    FINALIZERS.store(true, Ordering::Relaxed);
}

/// Whether any class has `__del__`, so that the end of the program may matter to somebody.
pub fn have_finalizers() -> bool {
    FINALIZERS.load(Ordering::Relaxed)
}

/// Whether collections start by themselves.
pub fn is_collector_enabled() -> bool {
    ENABLED.load(Ordering::Relaxed)
}

/// Lets collections start by themselves, or not.
pub fn enable_collector(on: bool) {
    ENABLED.store(on, Ordering::Relaxed);
}

/// Calls `visit` with every word that an object owns.
///
/// # Safety
/// `h` is alive.
pub(super) unsafe fn children(h: *mut Header, visit: &mut dyn FnMut(Value)) {
    // SAFETY: the caller's promise; the type's operations are those of the body.
    unsafe {
        let mut visit = Visit(visit);
        ((*(*h).ty).body.ops.traverse)(h, &mut visit);
        attrs::traverse_attrs(h, &mut visit);
    }
}

/// References that native code holds, by the code object whose loops it was compiled for: as good as the code object's own.
type Native = HashMap<*mut Header, Vec<Value>>;

fn native_references(vm: &mut Vm) -> Native {
    let mut native = Native::new();
    (vm.hooks.native_references)(vm, &mut |code, v| {
        if let Some(code) = code.heap_ptr() {
            native.entry(code).or_default().push(v);
        }
    });
    native
}

/// For every place in the heap [`REACHED`], or 0 where garbage lies. `held` are references of the collector's own.
fn mark(held: &[Owned], native: &Native) -> Vec<i32> {
    let mut refs = vec![0i32; heap().number_places()];
    // SAFETY: the walk gives live objects, and nothing is allocated or freed meanwhile.
    unsafe {
        heap().each(&mut |h| refs[place(h)] = i32::try_from((*h).count).unwrap_or(i32::MAX));
        let native_refs = native.values().flatten().copied();
        for h in held.iter().map(Owned::value).chain(native_refs).filter_map(|v| v.heap_ptr()) {
            refs[place(h)] -= 1;
        }
        heap().each(&mut |h| {
            children(h, &mut |v| {
                if let Some(c) = v.heap_ptr() {
                    refs[place(c)] -= 1;
                }
            });
        });
        let mut work: Vec<*mut Header> = Vec::new();
        heap().each(&mut |h| {
            if refs[place(h)] != 0 {
                refs[place(h)] = REACHED;
                work.push(h);
            }
        });
        while let Some(h) = work.pop() {
            let mut reach = |v: Value| {
                if let Some(c) = v.heap_ptr()
                    && refs[place(c)] != REACHED
                {
                    refs[place(c)] = REACHED;
                    work.push(c);
                }
            };
            reach(Value::from_ptr((*h).ty));
            children(h, &mut reach);
            native.get(&h).into_iter().flatten().for_each(|&v| reach(v));
        }
    }
    refs
}

/// References to everything that nobody can reach.
fn find(native: &Native) -> Vec<Owned> {
    let refs = mark(&[], native);
    let mut garbage = Vec::new();
    heap().each(&mut |h| {
        if refs[place(h)] == 0 {
            // SAFETY: garbage is still whole and alive by its counts.
            garbage.push(unsafe { Ref::from_value(Value::from_ptr(h)) }.own());
        }
    });
    garbage
}

/// Frees all cycles that nobody can reach; the result is how many containers they had. `run` runs queued finalisers and
/// callbacks.
pub fn collect(vm: &mut Vm, run: fn(&mut Vm)) -> usize {
    if RUNNING.swap(true, Ordering::Relaxed) {
        return 0;
    }
    let before = live_objects(vm);
    let mut garbage = find(&native_references(vm));
    let found = garbage.iter().filter(|o| is_container(o.lend())).count();
    let mut freed = 0;
    if !garbage.is_empty() {
        end_weak_references(&garbage);
        if queue_finalizers(&garbage) {
            run(vm);
            let refs = mark(&garbage, &native_references(vm));
            garbage.retain(|o| o.value().heap_ptr().is_some_and(|h| refs[place(h)] == 0));
        }
        let concerns_native = |o: &&Owned| o.lend().is_a::<CodeBody>() || o.lend().is_a::<TypeBody>();
        let words = garbage.iter().filter(concerns_native).map(|o| o.value().bits()).collect();
        (vm.hooks.forget_native)(vm, &words);
        freed = garbage.len();
        free(garbage);
    }
    heap().collected(freed * WORTHWHILE >= before);
    RUNNING.store(false, Ordering::Relaxed);
    run(vm);
    found
}

/// Whether the collector counts an object: instances of types whose objects may refer to others.
pub fn is_container(o: Ref<'_>) -> bool {
    o.header().is_some() && (o.ty().has(TypeFlags::GC) || o.ty().is_class() || o.is_a::<TypeBody>())
}

/// Kills the weak references to garbage. Callbacks of references that are garbage themselves are not called.
fn end_weak_references(garbage: &[Owned]) {
    for o in garbage {
        if let Some(h) = o.value().heap_ptr().filter(|&h| unsafe_has(h, Flags::WEAKREF)) {
            // SAFETY: `h` is alive; its references are forgotten.
            unsafe { clear_weakrefs(h) };
        }
    }
    if !morgue().callbacks.is_empty() {
        let dead: std::collections::HashSet<u64> = garbage.iter().map(|o| o.value().bits()).collect();
        let (gone, kept) =
            std::mem::take(&mut morgue().callbacks).into_iter().partition(|w: &Owned| dead.contains(&w.value().bits()));
        morgue().callbacks = kept;
        drop::<Vec<Owned>>(gone);
    }
}

fn unsafe_has(h: *mut Header, flag: u32) -> bool {
    // SAFETY: callers hold a reference to the object.
    unsafe { (*h).has(flag) }
}

/// Queues `__del__` of objects where it has not run yet; says whether there are any.
pub fn queue_finalizers(garbage: &[Owned]) -> bool {
    let mut any = false;
    for o in garbage {
        let Some(h) = o.value().heap_ptr() else { continue };
        if o.lend().ty().has_del() && !unsafe_has(h, Flags::FINALIZED) {
            // SAFETY: a live object's flag.
            unsafe { (*h).flags |= Flags::FINALIZED };
            morgue().finalizers.push(o.clone());
            any = true;
        }
    }
    any
}

/// Clears garbage until its counts fall to zero: first everything but types, then types that have no instances left.
fn free(garbage: Vec<Owned>) {
    let (types, objects): (Vec<Owned>, Vec<Owned>) = garbage.into_iter().partition(|o| o.lend().is_a::<TypeBody>());
    for h in objects.iter().filter_map(|o| o.value().heap_ptr()) {
        // SAFETY: every garbage object is held, so that none of them is freed while others are cleared.
        unsafe {
            ((*(*h).ty).body.ops.clear)(h);
            attrs::clear_attrs(h);
        }
    }
    drop(objects);
    if !types.is_empty() {
        free_types(types);
    }
}

fn free_types(types: Vec<Owned>) {
    let all: std::collections::HashSet<u64> = types.iter().map(|o| o.value().bits()).collect();
    let mut used = std::collections::HashSet::new();
    heap().each(&mut |h| {
        // SAFETY: the walk gives live objects.
        let ty = unsafe { (*h).ty } as u64;
        if all.contains(&ty) && !all.contains(&(h as u64)) {
            used.insert(ty);
        }
    });
    // A class whose metaclass dies too goes first; a metaclass of metaclasses stays.
    let is_meta = |o: &Owned| o.lend().expect_type().is_subtype(kinds::type_for(Kind::Type));
    let doomed = types.into_iter().filter(|o| {
        let metaclass_dies = all.contains(&std::ptr::from_ref::<TypeObj>(o.lend().ty()).addr().try_into().unwrap_or(0));
        !(used.contains(&o.value().bits()) || is_meta(o) && metaclass_dies)
    });
    let (metas, classes): (Vec<Owned>, Vec<Owned>) = doomed.partition(|o| is_meta(o));
    for group in [classes, metas] {
        for h in group.iter().filter_map(|o| o.value().heap_ptr()) {
            // SAFETY: no instance is left, and the class is held while it is cleared.
            unsafe {
                ((*(*h).ty).body.ops.clear)(h);
                attrs::clear_attrs(h);
            }
        }
        drop(group);
    }
}

/// How many objects are alive.
pub fn live_objects(_: &Vm) -> usize {
    let mut n = 0;
    heap().each(&mut |_| n += 1);
    n
}

/// All containers that are alive.
pub fn containers(_: &Vm) -> Vec<Owned> {
    let mut all = Vec::new();
    heap().each(&mut |h| {
        // SAFETY: the walk gives live objects.
        let o: Ref<'_> = unsafe { Ref::from_value(Value::from_ptr(h)) };
        if is_container(o) {
            all.push(o.own());
        }
    });
    all
}

/// The objects that `o` refers to.
pub fn referents(_: &Vm, o: Ref<'_>) -> Vec<Owned> {
    let mut all = Vec::new();
    if let Some(h) = o.value().heap_ptr() {
        // SAFETY: `o` is alive, and so is what it refers to.
        unsafe {
            children(h, &mut |v| {
                if !v.is_empty() {
                    all.push(Ref::from_value(v).own());
                }
            });
        }
    }
    all
}
