//! What the recorder assumes: guards on values, and watching of what it takes for constant.

#![allow(unsafe_code, reason = "looks at objects that are alive while they are recorded")]

use super::machine_impl::{RBool, RFloat, RInt};
use super::recorder::{RVal, Recorder};
use crate::machine::{Callee, Machine, Pair};
use crate::object::{Dict, Function, GlobalCell, Kind, Object, Ref, Storage, TypeObj, Value, kind_ptr, type_of};
use taipan_bytecode::Instr;
use taipan_jit::ir::{OpRef, Type};

/// A global that was written this often is no longer taken for constant.
const MAX_WRITES: u32 = 3;

fn object_ref(v: Value) -> Ref<'static> {
    // SAFETY: the value is alive while the instruction is recorded.
    unsafe { Ref::from_value(v) }
}

impl Recorder<'_> {
    /// Whether the value is an int that the trace can hold raw.
    pub(super) fn is_int(&self, v: RVal) -> bool {
        self.ty(v.r) == Type::Int || v.v.is_fixnum()
    }

    /// Whether the value is a float.
    pub(super) fn is_float(&self, v: RVal) -> bool {
        self.ty(v.r) == Type::Float || v.v.is_flonum() || object_ref(v.v).ty().is_exactly(Kind::Float)
    }

    /// The integer of an int.
    pub(super) fn unbox_int(&mut self, v: RVal) -> RInt {
        let i = match v.v.as_fixnum() {
            Some(i) => i,
            None => crate::object::wide_int(object_ref(v.v)).unwrap_or_default(),
        };
        if self.ty(v.r) == Type::Int {
            return (i, v.r);
        }
        if self.is_constant(v.r) {
            return (i, self.b.const_int(i));
        }
        let (s, word) = (self.snap(), self.word(v));
        (i, self.b.unbox_int(word, s))
    }

    /// The float of a float.
    pub(super) fn unbox_float(&mut self, v: RVal) -> RFloat {
        let f = match v.v.as_flonum() {
            Some(f) => f,
            None => crate::object::heap_float(object_ref(v.v)).unwrap_or_default(),
        };
        if self.ty(v.r) == Type::Float {
            return (f, v.r);
        }
        if self.is_constant(v.r) {
            return (f, self.b.const_float(f));
        }
        let (s, word) = (self.snap(), self.word(v));
        (f, self.b.unbox_float(word, s))
    }

    /// The truth of a bool: a boxed one is guarded to be what it is.
    pub(super) fn unbox_bool(&mut self, v: RVal) -> RBool {
        let t = v.v == Value::TRUE;
        if self.ty(v.r) == Type::Bool {
            return (t, v.r);
        }
        self.guard_identity(v);
        (t, self.b.const_bool(t))
    }

    /// The truth of a bool as a value: a boxed one is guarded to be a bool, whichever.
    pub(super) fn truth_value(&mut self, v: RVal) -> OpRef {
        if self.ty(v.r) == Type::Bool {
            return v.r;
        }
        if self.is_constant(v.r) {
            return self.b.const_bool(v.v == Value::TRUE);
        }
        let word = self.word(v);
        let (yes, no) = (self.b.const_val(Value::TRUE.bits()), self.b.const_val(Value::FALSE.bits()));
        let (is_true, is_false) = (self.b.word_eq(word, yes), self.b.word_eq(word, no));
        let is_bool = self.b.bool_or(is_true, is_false);
        self.branch((true, is_bool));
        is_true
    }

    /// Ints, floats, or neither.
    pub(super) fn classify_pair(&mut self, a: RVal, b: RVal) -> Pair<Self> {
        let (ai, bi) = (self.is_int(a), self.is_int(b));
        let (af, bf) = (self.is_float(a), self.is_float(b));
        if ai && bi {
            return Pair::Ints(self.unbox_int(a), self.unbox_int(b));
        }
        if (ai || af) && (bi || bf) {
            return Pair::Floats(self.real(a, af), self.real(b, bf));
        }
        self.guard_no_fixnum(a);
        self.guard_no_fixnum(b);
        Pair::Other
    }

    fn real(&mut self, v: RVal, is_float: bool) -> RFloat {
        if is_float {
            return self.unbox_float(v);
        }
        let i = self.unbox_int(v);
        self.int_to_float(i)
    }

    /// The name of a heap object as a pointer.
    pub(super) fn reference(&mut self, v: RVal) -> OpRef {
        if self.ty(v.r) == Type::Ref {
            return v.r;
        }
        if self.is_constant(v.r) {
            return self.b.const_ref(v.v.bits());
        }
        if let Some(&r) = self.refs.get(&v.r) {
            return r;
        }
        let (s, word) = (self.snap(), self.word(v));
        let r = self.b.val_to_ref(word, s);
        self.refs.insert(v.r, r);
        r
    }

    /// Guards the type of a value, and of an int that is no fixnum also that.
    pub(super) fn guard_no_fixnum(&mut self, v: RVal) {
        self.guard_type(v);
        if self.ty(v.r) != Type::Int && self.is_whole(v) && !v.v.is_fixnum() {
            let (s, word) = (self.snap(), self.word(v));
            self.b.guard_not_int(word, s);
        }
    }

    /// Guards that the value has the type that it has now.
    pub(super) fn guard_type(&mut self, v: RVal) {
        let known = matches!(self.ty(v.r), Type::Int | Type::Float | Type::Bool) || self.is_whole(v);
        if known || self.is_constant(v.r) {
            return;
        }
        if v.v.is_heap() {
            let ty = type_of(v.v) as *const TypeObj as u64;
            if ty == kind_ptr(Kind::Float) as u64 {
                let (s, word) = (self.snap(), self.word(v));
                self.b.guard_float(word, s);
                return;
            }
            let (object, class, s) = (self.reference(v), self.b.const_ptr(ty), self.snap());
            self.name_type(v.v);
            self.b.guard_class(object, class, s);
            return;
        }
        let s = self.snap();
        if v.v.is_fixnum() {
            self.b.guard_int(v.r, s);
        } else if v.v.is_flonum() {
            self.b.guard_float(v.r, s);
        } else {
            let c = self.b.const_val(v.v.bits());
            self.b.guard_is(v.r, c, s);
        }
    }

    fn name_type(&self, v: Value) {
        let ty = type_of(v);
        self.b.descrs().name_address(ty as *const TypeObj as u64, ty.name());
    }

    /// Guards the shape of an instance, or the type of what has no shape.
    pub(super) fn guard_layout(&mut self, v: RVal) {
        match object_ref(v.v).shape_id() {
            Some(id) => {
                let object = self.reference(v);
                let (c, s) = (self.b.const_int(i64::from(id.0)), self.snap());
                self.b.guard_shape(object, c, s);
            }
            None => self.guard_type(v),
        }
    }

    /// Guards that the value is the very object that it is now.
    pub(super) fn guard_identity(&mut self, v: RVal) {
        if self.is_constant(v.r) {
            return;
        }
        let (s, word) = (self.snap(), self.word(v));
        self.keep_alive(v.v);
        let c = self.b.const_val(v.v.bits());
        self.b.guard_is(word, c, s);
    }

    /// Whether the value is a given constant; guards the answer.
    pub(super) fn guard_const(&mut self, v: RVal, c: Value) -> bool {
        let is = v.v == c;
        let number = matches!(self.ty(v.r), Type::Int | Type::Float) || self.is_whole(v) && !c.is_fixnum();
        if self.is_constant(v.r) || number || self.ty(v.r) == Type::Ref {
            return is;
        }
        if c.is_empty() && self.bound.contains(&v.r) {
            return false;
        }
        if self.ty(v.r) == Type::Bool {
            if c.is_bool() {
                let b = self.unbox_bool(v);
                self.branch(b);
            }
            return is;
        }
        let (s, k) = (self.snap(), self.b.const_val(c.bits()));
        if is {
            self.b.guard_is(v.r, k, s)
        } else {
            self.b.guard_is_not(v.r, k, s)
        };
        is
    }

    /// Guards that a function runs this code.
    pub(super) fn guard_code(&mut self, f: RVal, c: Callee) {
        if self.is_constant(f.r) {
            return self.watch_function(f.v);
        }
        self.guard_type(f);
        let object = self.reference(f);
        let code = self.b.get_field(object, self.layouts.known.function_code);
        let v = Value::from_ptr(c.code);
        self.keep_alive(v);
        let (k, s) = (self.b.const_val(v.bits()), self.snap());
        self.b.guard_is(code, k, s);
    }

    /// Guards the storage kind of a list.
    pub(super) fn guard_storage(&mut self, l: RVal, s: Storage) {
        let object = self.reference(l);
        let now = self.b.get_field(object, self.layouts.known.list_storage);
        let (k, snap) = (self.b.const_int(s as i64), self.snap());
        self.b.guard_is(now, k, snap);
    }

    /// The trace becomes invalid when the type of a value changes.
    pub(super) fn watch_type(&mut self, v: Value) {
        let ty = type_of(v);
        ty.version();
        watch(ty.watchers(), self.token);
    }

    /// The trace becomes invalid when a class changes.
    pub(super) fn watch_class(&mut self, c: Value) {
        if let Some(ty) = object_ref(c).as_type() {
            ty.version();
            watch(ty.watchers(), self.token);
        }
    }

    /// The trace becomes invalid when a function's code or defaults change.
    pub(super) fn watch_function(&mut self, f: Value) {
        if object_ref(f).is_a::<Function>() {
            // SAFETY: the layout was compared; the function is alive.
            let body = unsafe { &(*(f.bits() as *const Object<Function>)).body };
            watch(&mut body.watchers.borrow_mut(), self.token);
            self.keep_alive(f);
        }
    }

    /// A global: constant while it is hardly ever written, else loaded from its cell.
    pub(super) fn traced_global(&mut self, i: Instr, name: u32) -> Option<RVal> {
        let v = self.d.global(i, name)?;
        let name = self.d.instr_name(name as usize);
        let (cell, builtin) = crate::interp::cache::lookup_cell(&mut self.d, name)?;
        if builtin {
            // SAFETY: the running frame's globals are a dict.
            let globals = unsafe { &(*((*(*self.d.vm).frame).globals.bits() as *const Object<Dict>)).body };
            watch(&mut globals.watchers.borrow_mut(), self.token);
        }
        let loaded = self.namespace_load(cell, v);
        self.guard_const(loaded, Value::EMPTY);
        self.bound.insert(loaded.r);
        Some(loaded)
    }

    /// The value of a namespace's cell: constant if it is hardly ever written.
    pub(super) fn namespace_load(&mut self, cell: u64, v: Value) -> RVal {
        // SAFETY: a namespace holds the cell.
        let body = unsafe { &(*(cell as *const Object<GlobalCell>)).body };
        if body.writes.get() < MAX_WRITES {
            watch(&mut body.watchers.borrow_mut(), self.token);
            return self.constant(v);
        }
        let c = self.cell_constant(cell);
        RVal { v, r: self.b.get_field(c, self.layouts.known.global) }
    }

    /// Modules and classes decide themselves what their attributes are: the trace is for this one, and becomes invalid when
    /// it changes. False for other objects.
    pub(super) fn watch_owner(&mut self, o: RVal) -> bool {
        let r = object_ref(o.v);
        if let Some(namespace) = crate::interp::owner_cache::namespace_of(r) {
            self.guard_identity(o);
            watch(&mut namespace.watchers.borrow_mut(), self.token);
            return true;
        }
        if r.as_type().is_none() {
            return false;
        }
        self.guard_identity(o);
        self.watch_class(o.v);
        true
    }

    fn cell_constant(&mut self, cell: u64) -> OpRef {
        if let Some(v) = Value::from_bits(cell) {
            self.keep_alive(v);
        }
        self.b.const_ref(cell)
    }

    /// Overwrites a global that exists.
    pub(super) fn traced_set_global(&mut self, i: Instr, v: RVal) -> bool {
        let name = self.d.instr_name(i.arg() as usize);
        let Some((cell, false)) = crate::interp::cache::lookup_cell(&mut self.d, name) else {
            return self.d.set_global(i, v.v);
        };
        // SAFETY: a namespace holds the cell.
        let body = unsafe { &(*(cell as *const Object<GlobalCell>)).body };
        if body.value().value().is_empty() {
            return self.d.set_global(i, v.v);
        }
        // From now on native code writes it unseen: nobody may take it for constant.
        body.writes.set(body.writes.get().max(MAX_WRITES));
        crate::object::invalidate_watchers(&mut body.watchers.borrow_mut());
        let c = self.cell_constant(cell);
        // A deleted global's cell must not be filled again.
        let now = self.b.get_field(c, self.layouts.known.global);
        self.guard_const(RVal { v: body.value().value(), r: now }, Value::EMPTY);
        let word = self.word(v);
        self.b.set_field(c, self.layouts.known.global, word);
        self.d.set_global(i, v.v)
    }
}

fn watch(watchers: &mut Vec<u32>, token: u32) {
    if watchers.last() != Some(&token) {
        watchers.push(token);
    }
}
