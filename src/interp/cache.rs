//! Inline caches of attributes and globals: what [`Direct`] does inside `find_attr`, `find_place`, `global`.
//!
//! | site | `key` | `kind` | `data` |
//! |---|---|---|---|
//! | attribute | shape id, or type address with the top bit for objects without shape | which [`Found`] | slot, value address |
//! | attribute store | shape id before | which [`Place`] | slot, or shape after |
//! | either, of a slot at one place in all objects | shape id | `INSIDE` | slot, its offset in the upper half |
//! | global | keys version of the globals + 1 (0: empty), or `u64::MAX` for a module's own cell | | cell address |
//!
//! A type's change is seen because the site also keeps the type version in `counter`.

#![allow(unsafe_code, reason = "caches hold addresses of what types and modules keep alive")]

use super::owner_cache::{self, CELL};
use crate::machine::{Direct, Found, Machine, Place};
use crate::object::{Dict, GlobalCell, Growth, Header, Kind, Object, Ref, ShapeId, Site, TypeFlags, Value, shape};
use taipan_bytecode::Instr;

const SLOT: u32 = 1;
const CLASS: u32 = 2;
const METHOD: u32 = 3;
const ADDED: u32 = 4;
const INSIDE: u32 = 5;
const MODULE_CELL: u64 = u64::MAX;

#[inline(always)]
fn key_of(h: &Header) -> u64 {
    let id = h.shape_id();
    if id != 0 { u64::from(id) } else { h.ty as u64 }
}

/// The slot that the cache of `i` knows at one place in objects like `o`, for loading and for storing alike.
#[inline(always)]
pub(crate) fn inside(d: &Direct, o: Value, i: Instr) -> Option<*mut Value> {
    let h = o.heap_ptr()?;
    let site = d.site(i);
    // SAFETY: a live object and its type; the shape says that there is a slot at the offset.
    unsafe {
        let known =
            site.key == u64::from((*h).shape_id()) && site.counter == (*(*h).ty).version_now() && site.kind == INSIDE;
        if known { Some((h as *mut u8).add((site.data >> 32) as usize) as *mut Value) } else { None }
    }
}

/// What the cache says of a slot: with its offset if that is the same in all objects of the type.
fn slot_data(r: Ref<'_>, slot: u32) -> (u32, u64) {
    match crate::object::slot_offset(r.value(), slot) {
        Ok(offset) => (INSIDE, u64::from(slot) | u64::from(offset) << 32),
        Err(_) => (SLOT, u64::from(slot)),
    }
}

/// Where the attribute named by `i` lies in `o`.
#[inline(always)]
pub(crate) fn find_attr(d: &mut Direct, o: Value, i: Instr) -> Found {
    let Some(h) = o.heap_ptr() else { return find_attr_of_immediate(d, o, i) };
    let site = d.site(i);
    // SAFETY: a live object and its type.
    let (key, version) = unsafe { (key_of(&*h), (*(*h).ty).version_now()) };
    if site.key == key && site.counter == version {
        return decode(site);
    }
    if site.kind >= CELL
        && let Some(found) = owner_cache::hit(site, h)
    {
        return found;
    }
    d.cold(move |d| fill_attr(d, o, i))
}

#[inline(always)]
fn decode(site: &Site) -> Found {
    match site.kind {
        SLOT | INSIDE => Found::Slot(site.data as u32),
        METHOD => Found::Method(word(site.data)),
        CLASS => Found::Class(word(site.data)),
        _ => Found::Slow,
    }
}

#[inline(always)]
fn word(bits: u64) -> Value {
    // SAFETY: sites are filled with words of values.
    unsafe { Value::from_bits(bits).unwrap_unchecked() }
}

#[inline(always)]
fn find_attr_of_immediate(d: &mut Direct, o: Value, i: Instr) -> Found {
    d.cold(move |d| {
        let name = d.instr_name(i.arg() as usize >> 1);
        match crate::object::type_of(o).lookup(name) {
            Some(f) if f.is_a::<crate::object::MethodDescr>() => Found::Method(f.value()),
            _ => Found::Slow,
        }
    })
}

fn fill_attr(d: &mut Direct, o: Value, i: Instr) -> Found {
    let name = d.instr_name(i.arg() as usize >> 1);
    // SAFETY: the operand is alive on the stack.
    let r: Ref<'_> = unsafe { Ref::from_value(o) };
    if let Some((found, site)) = owner_cache::find(d, r, name) {
        *d.site(i) = site;
        return found;
    }
    let found = classify_attr(r, name);
    let site = d.site(i);
    let (kind, data) = match found {
        Found::Slot(s) => slot_data(r, s),
        Found::Class(v) => (CLASS, v.bits()),
        Found::Method(v) => (METHOD, v.bits()),
        Found::Cell(_) | Found::Slow => return found,
    };
    let key = r.header().map_or(0, key_of);
    *site = Site { key, data, kind, counter: r.ty().version() };
    found
}

/// Where an attribute is, by the generic rules of `object.__getattribute__`.
pub(crate) fn classify_attr(o: Ref<'_>, name: Ref<'static>) -> Found {
    let ty = o.ty();
    if ty.has(TypeFlags::GETATTR_HOOK) || ty.has_tail_attrs() {
        return Found::Slow;
    }
    if o.is_a::<crate::object::Module>() {
        return Found::Slow;
    }
    if o.as_type().is_some() || o.is_a::<crate::object::Method>() || ty.is_exactly(Kind::Super) {
        return Found::Slow;
    }
    let on_type = ty.lookup(name);
    if let Some(f) = on_type {
        let s = f.ty().slots();
        if s.descr_set.is_some() {
            // A data descriptor: slots of `__slots__` are read in place, others have to be asked.
            return match crate::types::member_slot(f) {
                Some(slot) if o.shape_id().is_some_and(|id| (slot as usize) < shape(id).len()) => Found::Slot(slot),
                _ => Found::Slow,
            };
        }
    }
    if let Some(id) = o.shape_id() {
        let s = shape(id);
        if s.growth == Growth::Dict {
            return Found::Slow;
        }
        if let Some(slot) = s.slot(name) {
            return Found::Slot(slot);
        }
    }
    match on_type {
        Some(f) if f.is_a::<crate::object::Function>() || f.is_a::<crate::object::MethodDescr>() => {
            Found::Method(f.value())
        }
        Some(f) if f.ty().slots().descr_get.is_none() => Found::Class(f.value()),
        _ => Found::Slow,
    }
}

/// Where the attribute named by `i` is to be stored in `o`.
#[inline(always)]
pub(crate) fn find_place(d: &mut Direct, o: Value, i: Instr) -> Place {
    let Some(h) = o.heap_ptr() else { return Place::Slow };
    let site = d.site(i);
    // SAFETY: a live object and its type.
    let (key, version) = unsafe { (u64::from((*h).shape_id()), (*(*h).ty).version_now()) };
    if site.key == key && site.counter == version && key != 0 {
        return match site.kind {
            SLOT | INSIDE => Place::Slot(site.data as u32),
            ADDED => Place::Added(site.data as u32),
            _ => Place::Slow,
        };
    }
    d.cold(move |d| fill_place(d, o, i))
}

fn fill_place(d: &mut Direct, o: Value, i: Instr) -> Place {
    let name = d.instr_name(i.arg() as usize);
    // SAFETY: the operand is alive on the stack.
    let r: Ref<'_> = unsafe { Ref::from_value(o) };
    let place = classify_place(r, name);
    let (kind, data) = match place {
        Place::Slot(s) => slot_data(r, s),
        Place::Added(id) => (ADDED, u64::from(id)),
        Place::Slow => return place,
    };
    let key = r.header().map_or(0, |h| u64::from(h.shape_id()));
    *d.site(i) = Site { key, data, kind, counter: r.ty().version() };
    place
}

/// Where an attribute is to be stored, by the generic rules of `object.__setattr__`.
pub(crate) fn classify_place(o: Ref<'_>, name: Ref<'static>) -> Place {
    let ty = o.ty();
    let Some(id) = o.shape_id() else { return Place::Slow };
    let s = shape(id);
    if ty.has(TypeFlags::SETATTR_HOOK) || ty.has_tail_attrs() || s.growth == Growth::Dict || o.as_type().is_some() {
        return Place::Slow;
    }
    if let Some(f) = ty.lookup(name)
        && f.ty().slots().descr_set.is_some()
    {
        return match crate::types::member_slot(f) {
            Some(slot) if (slot as usize) < s.len() => Place::Slot(slot),
            _ => Place::Slow,
        };
    }
    if let Some(slot) = s.slot(name) {
        return Place::Slot(slot);
    }
    match crate::object::shape_with_attr(id, name) {
        Some(ShapeId(next)) => Place::Added(next),
        None => Place::Slow,
    }
}

#[inline(always)]
pub(crate) fn cell_value(bits: u64) -> Value {
    // SAFETY: the site holds the address of a cell that its namespace or this cache's owner keeps alive.
    unsafe { *((bits + 16) as *const Value) }
}

/// The value of a global or builtin by its name's index; `i` has the site.
#[inline(always)]
pub(crate) fn global(d: &mut Direct, i: Instr, name: u32) -> Option<Value> {
    let site = d.site(i);
    if site.key == MODULE_CELL || site.key != 0 && site.key == u64::from(globals(d).keys_version()) + 1 {
        let v = cell_value(site.data);
        if !v.is_empty() {
            return Some(v);
        }
    }
    d.cold(move |d| fill_global(d, i, name))
}

#[inline(always)]
fn globals(d: &Direct) -> &'static Dict {
    // SAFETY: the running frame's globals are a dict, alive as long as the frame.
    unsafe { &(*((*(*d.vm).frame).globals.bits() as *const Object<Dict>)).body }
}

/// A cell found by name in a namespace, with one reference of its own: caches keep cells alive.
fn find_cell(d: &mut Direct, dict: Value, name: Ref<'static>) -> Option<u64> {
    let vm = d.vm();
    // SAFETY: globals and builtins are alive.
    let r: Ref<'_> = unsafe { Ref::from_value(dict) };
    let hash = vm.str_hash(name);
    let body = r.get::<Dict>(vm)?;
    let at = body.find_str(vm, hash, name)?;
    Some(body.cell_at(at)?.value().bits())
}

/// Which cell a global name means now: in the globals, or in the builtins (true). `None` also where the globals are a dict of the
/// program's own that has the name: it keeps no cells.
pub(crate) fn lookup_cell(d: &mut Direct, name: Ref<'static>) -> Option<(u64, bool)> {
    // SAFETY: the running frame's record.
    let (globals, builtins) = unsafe { ((*(*d.vm).frame).globals, (*d.vm).globals.builtins.value()) };
    if let Some(cell) = find_cell(d, globals, name) {
        return Some((cell, false));
    }
    // SAFETY: the globals are alive.
    let own: Ref<'_> = unsafe { Ref::from_value(globals) };
    if d.vm().dict_get_str(own, name).is_some() {
        return None;
    }
    find_cell(d, builtins, name).map(|c| (c, true))
}

fn fill_global(d: &mut Direct, i: Instr, name: u32) -> Option<Value> {
    let name = d.instr_name(name as usize);
    let (cell, builtin) = lookup_cell(d, name)?;
    let v = cell_value(cell);
    if v.is_empty() {
        return None;
    }
    keep(d, cell);
    let key = if builtin { u64::from(globals(d).keys_version()) + 1 } else { MODULE_CELL };
    let old = d.site(i).data;
    *d.site(i) = Site { key, data: cell, kind: 0, counter: 0 };
    forget(d, old);
    Some(v)
}

/// Overwrites an existing global; the value is taken only if true.
#[inline(always)]
pub(crate) fn set_global(d: &mut Direct, i: Instr, v: Value) -> bool {
    let site = d.site(i);
    if site.key == MODULE_CELL && !cell_value(site.data).is_empty() {
        write_cell(d, site.data, v);
        return true;
    }
    d.cold(move |d| set_global_slowly(d, i, v))
}

fn set_global_slowly(d: &mut Direct, i: Instr, v: Value) -> bool {
    let name = d.instr_name(i.arg() as usize);
    // SAFETY: the running frame's record.
    let globals = unsafe { (*(*d.vm).frame).globals };
    let Some(cell) = find_cell(d, globals, name) else { return false };
    if cell_value(cell).is_empty() {
        return false;
    }
    keep(d, cell);
    let old = d.site(i).data;
    *d.site(i) = Site { key: MODULE_CELL, data: cell, kind: 0, counter: 0 };
    forget(d, old);
    write_cell(d, cell, v);
    true
}

#[inline(always)]
fn write_cell(d: &mut Direct, cell: u64, v: Value) {
    // SAFETY: a live cell; the value is owned by the caller and passes to it.
    let old = unsafe { &*(cell as *const Object<GlobalCell>) }.body.exchange(v);
    d.release(old);
}

fn keep(d: &mut Direct, cell: u64) {
    d.retain(word(cell));
}

fn forget(d: &mut Direct, cell: u64) {
    if cell != 0 {
        d.release(word(cell));
    }
}
