//! Recomputing the slots of a class from the names along its MRO.

use super::binary::{BINARY, INPLACE, pow_mod};
use super::wrappers::{NEW, SlotWrapper};
use super::{attribute, generic};
use crate::object::{BinOp, Builtin, Ref, Slots, TypeFlags, TypeObj, Vm};

/// What the MRO holds under the names of a slot.
enum Source<'a> {
    /// Nothing: the slot stays empty.
    Missing,
    /// The wrapper of this type's own slot.
    Native(&'a TypeObj),
    /// Something that the generic function must call.
    Python,
}

/// What the first class of the MRO that has `name` holds under it.
fn source<'a>(vm: &Vm, ty: &'a TypeObj, name: Ref<'_>) -> Source<'a> {
    for t in &ty.names().mro {
        let t = t.lend().expect_type();
        let Some(v) = t.names().dict.get(name) else { continue };
        let owner = match (v.get::<SlotWrapper>(vm), v.get::<Builtin>(vm)) {
            (Some(w), _) if vm.lossy(name) == w.def.name => Some(&w.owner),
            (_, Some(b)) if std::ptr::eq(b.def, &raw const NEW) => b.this.as_ref(),
            _ => None,
        };
        let base = owner.and_then(|o| ty.names().mro.iter().find(|t| t.lend().is(o.lend())));
        if let Some(t) = base {
            return Source::Native(t.lend().expect_type());
        }
        return Source::Python;
    }
    Source::Missing
}

/// One source for a slot with several names: a native one only if all names that are there agree on it.
fn combined<'a>(vm: &Vm, ty: &'a TypeObj, names: &[Ref<'_>]) -> Source<'a> {
    let mut found = Source::Missing;
    for &name in names {
        match (source(vm, ty, name), &found) {
            (Source::Missing, _) => {}
            (Source::Python, _) => return Source::Python,
            (Source::Native(t), Source::Missing) => found = Source::Native(t),
            (Source::Native(t), Source::Native(u)) if std::ptr::eq(t, *u) => {}
            (Source::Native(t), Source::Native(u)) => {
                // A type and its base may share the slot; then the nearer one counts.
                if u.is_subtype(t) {
                    continue;
                }
                return Source::Python;
            }
            (Source::Native(_), Source::Python) => {}
        }
    }
    found
}

macro_rules! assign {
    ($vm:ident, $ty:ident, $s:ident; $($slot:ident: [$($name:ident),+] => $generic:expr;)*) => {
        $($s.$slot = match combined($vm, $ty, &[$($vm.names.$name),+]) {
            Source::Missing => None,
            Source::Native(t) => t.slots().$slot,
            Source::Python => $generic,
        };)*
    };
}

/// Recomputes slots and flags of a class; of its subclasses too, when it has any.
pub(crate) fn update(vm: &Vm, ty: &TypeObj) {
    let s = compute(vm, ty);
    *ty.slots_mut() = s;
    let lookup = |name: Ref<'_>| ty.lookup_slow(name).is_some();
    set_flag(ty, TypeFlags::DEL, lookup(vm.names.del));
    let getattribute = matches!(source(vm, ty, vm.names.getattribute), Source::Python);
    set_flag(ty, TypeFlags::GETATTR_HOOK, getattribute || lookup(vm.names.getattr));
    let setattr = matches!(combined(vm, ty, &[vm.names.setattr, vm.names.delattr]), Source::Python);
    set_flag(ty, TypeFlags::SETATTR_HOOK, setattr);
    let subclasses = ty.names().subclasses.clone();
    for sub in subclasses {
        update(vm, subclass(sub));
    }
}

fn set_flag(ty: &TypeObj, flag: u32, on: bool) {
    if on { ty.set_flag(flag) } else { ty.clear_flag(flag) }
}

#[allow(unsafe_code, reason = "the list of subclasses holds bare addresses")]
fn subclass<'a>(sub: *const TypeObj) -> &'a TypeObj {
    // SAFETY: a subclass leaves the list when it dies, and the update frees nothing.
    unsafe { &*sub }
}

fn compute(vm: &Vm, ty: &TypeObj) -> Slots {
    let mut s = Slots::default();
    let names = &vm.names;
    assign! { vm, ty, s;
        repr: [repr] => Some(generic::repr);
        str: [str] => Some(generic::str);
        call: [call] => Some(generic::call_slot);
        new: [new] => Some(generic::new);
        init: [init] => Some(generic::init);
        iter: [iter] => Some(generic::iter);
        next: [next] => Some(generic::next);
        len: [len] => Some(generic::len);
        getitem: [getitem] => Some(generic::getitem);
        setitem: [setitem, delitem] => Some(generic::setitem);
        contains: [contains] => Some(generic::contains);
        descr_get: [get] => Some(generic::descr_get);
        descr_set: [set, delete] => Some(generic::descr_set);
        bool: [bool_] => Some(generic::bool);
        int: [int] => Some(generic::int);
        float: [float] => Some(generic::float);
        index: [index] => Some(generic::index);
        neg: [neg] => Some(generic::neg);
        pos: [pos] => Some(generic::pos);
        invert: [invert] => Some(generic::invert);
        abs: [abs] => Some(generic::abs);
        await_: [await_] => Some(generic::await_);
        aiter: [aiter] => Some(generic::aiter);
        anext: [anext] => Some(generic::anext);
        getattr: [getattribute, getattr] => Some(attribute::getattr);
        setattr: [setattr, delattr] => Some(attribute::setattr);
    }
    s.compare = match combined(vm, ty, &names.compare) {
        Source::Missing => None,
        Source::Native(t) => t.slots().compare,
        Source::Python => Some(generic::compare),
    };
    match source(vm, ty, names.hash) {
        Source::Missing => {}
        Source::Native(t) => s.hash = t.slots().hash,
        Source::Python if ty.lookup_slow(names.hash).is_some_and(|v| v.is_none()) => s.unhashable = true,
        Source::Python => s.hash = Some(generic::hash),
    }
    for op in 0..BinOp::COUNT {
        match combined(vm, ty, &[names.binary[op], names.reflected[op]]) {
            Source::Missing => {}
            Source::Native(t) => s.binary[op] = t.slots().binary[op],
            Source::Python => s.binary[op] = Some(BINARY[op]),
        }
        match source(vm, ty, names.inplace[op]) {
            Source::Missing => {}
            Source::Native(t) => s.inplace[op] = t.slots().inplace[op],
            Source::Python => s.inplace[op] = Some(INPLACE[op]),
        }
    }
    let pow = BinOp::Pow as usize;
    match combined(vm, ty, &[names.binary[pow], names.reflected[pow]]) {
        Source::Missing => {}
        Source::Native(t) => s.pow_mod = t.slots().pow_mod,
        Source::Python => s.pow_mod = Some(pow_mod),
    }
    sequence_slots(vm, ty, &mut s);
    s
}

/// `+` and `*` of sequences have no generic form: Python code fills the numbers' slots.
fn sequence_slots(vm: &Vm, ty: &TypeObj, s: &mut Slots) {
    let (add, mul) = (BinOp::Add as usize, BinOp::Mul as usize);
    if let Source::Native(t) = source(vm, ty, vm.names.binary[add]) {
        s.concat = t.slots().concat;
    }
    if let Source::Native(t) = combined(vm, ty, &[vm.names.binary[mul], vm.names.reflected[mul]]) {
        s.repeat = t.slots().repeat;
    }
    if let Source::Native(t) = source(vm, ty, vm.names.inplace[add]) {
        s.inplace_concat = t.slots().inplace_concat;
    }
    if let Source::Native(t) = source(vm, ty, vm.names.inplace[mul]) {
        s.inplace_repeat = t.slots().inplace_repeat;
    }
}
