//! Slot wrappers: the special methods in the namespaces of types that are written in Rust (`int.__add__`, `list.__len__`).
//!
//! One table, [`WRAPPERS`], says for each special method which slot it stands for and how to call it. When a type's
//! namespace is filled, every line whose slot the type fills itself becomes a [`SlotWrapper`] there.

use super::wrap_fns as f;
use crate::object::{
    Args, BinOp, Builtin, CallArgs, CmpOp, FnDef, Kind, Owned, Payload, PyResult, Ref, Slots, TypeObj, Visit, Vm, new,
    type_for,
};

/// Calls the slot: the owner's slots, the instance, the arguments behind it.
pub(super) type Wrap = fn(&mut Vm, &Slots, Ref<'_>, &CallArgs<'_>) -> PyResult;

/// A special method of a slot.
pub struct WrapDef {
    /// Its name.
    pub name: &'static str,
    /// `__text_signature__`.
    pub signature: &'static str,
    /// The documentation string.
    pub doc: &'static str,
    /// Fewest and most arguments behind the instance; `None`: the slot checks by itself and takes keywords.
    pub count: Option<(usize, usize)>,
    /// Whether a type has it.
    pub(super) present: fn(&Slots) -> bool,
    /// Calls it.
    pub(super) call: Wrap,
}

/// The descriptor in a type's namespace.
pub struct SlotWrapper {
    /// Which special method.
    pub def: &'static WrapDef,
    /// The type whose slot is called.
    pub owner: Owned,
}

impl Payload for SlotWrapper {
    const KIND: Kind = Kind::SlotWrapper;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.owner);
    }
}

impl SlotWrapper {
    /// The slots of the type that it belongs to.
    pub(super) fn owner_slots(&self) -> Slots {
        *self.owner.lend().expect_type().slots()
    }
}

/// A slot wrapper bound to an instance (`[].__len__`).
pub struct MethodWrapper {
    /// The slot wrapper.
    pub wrapper: Owned,
    /// `__self__`.
    pub this: Owned,
}

impl Payload for MethodWrapper {
    const KIND: Kind = Kind::MethodWrapper;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.wrapper);
        visit.owned(&self.this);
    }
}

impl WrapDef {
    /// Calls the special method of type `owner` on an instance of it.
    ///
    /// # Errors
    /// `TypeError` for a wrong number of arguments, or what the slot raises.
    pub fn invoke(&self, vm: &mut Vm, owner: &TypeObj, this: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
        if let Some((min, max)) = self.count {
            if !args.kwnames.is_empty() {
                return Err(vm.type_error(format!("wrapper {}() takes no keyword arguments", self.name)));
            }
            let n = args.all.len();
            if n < min || n > max {
                let (word, bound) = match (min == max, n < min) {
                    (true, _) => ("", min),
                    (false, true) => ("at least ", min),
                    (false, false) => ("at most ", max),
                };
                let s = if bound == 1 { "" } else { "s" };
                return Err(vm.type_error(format!("expected {word}{bound} argument{s}, got {n}")));
            }
        }
        let slots = *owner.slots();
        (self.call)(vm, &slots, this, args)
    }
}

const fn def(
    name: &'static str,
    signature: &'static str,
    doc: &'static str,
    count: usize,
    present: fn(&Slots) -> bool,
    call: Wrap,
) -> WrapDef {
    WrapDef { name, signature, doc, count: Some((count, count)), present, call }
}

macro_rules! unary {
    ($name:literal, $slot:ident, $doc:literal) => {
        def($name, "($self, /)", $doc, 0, |s| s.$slot.is_some(), |vm, s, o, _| f::unary(vm, s.$slot, o))
    };
}

macro_rules! compare {
    ($name:literal, $op:ident, $doc:literal) => {
        def(
            $name,
            "($self, value, /)",
            $doc,
            1,
            |s| s.compare.is_some(),
            |vm, s, o, a| f::compare(vm, s, o, a, CmpOp::$op),
        )
    };
}

macro_rules! binary {
    ($name:literal, $op:ident, $doc:literal, $sequence:ident) => {
        def(
            $name,
            "($self, value, /)",
            $doc,
            1,
            |s| s.binary[BinOp::$op as usize].is_some() || f::$sequence(s).is_some(),
            |vm, s, o, a| f::binary(vm, s.binary[BinOp::$op as usize].or(f::$sequence(s)), o, a.all[0]),
        )
    };
}

macro_rules! reflected {
    ($name:literal, $op:ident, $doc:literal, $sequence:ident) => {
        def(
            $name,
            "($self, value, /)",
            $doc,
            1,
            |s| s.binary[BinOp::$op as usize].is_some() || f::$sequence(s).is_some(),
            |vm, s, o, a| match s.binary[BinOp::$op as usize] {
                Some(op) => op(vm, a.all[0], o),
                None => f::binary(vm, f::$sequence(s), o, a.all[0]),
            },
        )
    };
}

macro_rules! inplace {
    ($name:literal, $op:ident, $doc:literal, $sequence:ident) => {
        def(
            $name,
            "($self, value, /)",
            $doc,
            1,
            |s| s.inplace[BinOp::$op as usize].is_some() || f::$sequence(s).is_some(),
            |vm, s, o, a| f::binary(vm, s.inplace[BinOp::$op as usize].or(f::$sequence(s)), o, a.all[0]),
        )
    };
}

/// Every special method that stands for a slot.
static WRAPPERS: &[WrapDef] = &[
    unary!("__repr__", repr, "Return repr(self)."),
    unary!("__str__", str, "Return str(self)."),
    def("__hash__", "($self, /)", "Return hash(self).", 0, |s| s.hash.is_some() && !s.unhashable, f::hash),
    compare!("__lt__", Lt, "Return self<value."),
    compare!("__le__", Le, "Return self<=value."),
    compare!("__eq__", Eq, "Return self==value."),
    compare!("__ne__", Ne, "Return self!=value."),
    compare!("__gt__", Gt, "Return self>value."),
    compare!("__ge__", Ge, "Return self>=value."),
    def(
        "__getattribute__",
        "($self, name, /)",
        "Return getattr(self, name).",
        1,
        |s| s.getattr.is_some(),
        f::getattribute,
    ),
    def(
        "__setattr__",
        "($self, name, value, /)",
        "Implement setattr(self, name, value).",
        2,
        |s| s.setattr.is_some(),
        f::setattr,
    ),
    def("__delattr__", "($self, name, /)", "Implement delattr(self, name).", 1, |s| s.setattr.is_some(), f::delattr),
    WrapDef {
        name: "__call__",
        signature: "($self, /, *args, **kwargs)",
        doc: "Call self as a function.",
        count: None,
        present: |s| s.call.is_some(),
        call: f::call,
    },
    WrapDef {
        name: "__init__",
        signature: "($self, /, *args, **kwargs)",
        doc: "Initialize self.  See help(type(self)) for accurate signature.",
        count: None,
        present: |s| s.init.is_some(),
        call: f::init,
    },
    unary!("__iter__", iter, "Implement iter(self)."),
    def("__next__", "($self, /)", "Implement next(self).", 0, |s| s.next.is_some(), f::next),
    def("__len__", "($self, /)", "Return len(self).", 0, |s| s.len.is_some(), f::len),
    def(
        "__getitem__",
        "($self, key, /)",
        "Return self[key].",
        1,
        |s| s.getitem.is_some(),
        |vm, s, o, a| f::binary(vm, s.getitem, o, a.all[0]),
    ),
    def(
        "__setitem__",
        "($self, key, value, /)",
        "Set self[key] to value.",
        2,
        |s| s.setitem.is_some(),
        |vm, s, o, a| f::set(vm, s.setitem, o, a.all[0], Some(a.all[1])),
    ),
    def(
        "__delitem__",
        "($self, key, /)",
        "Delete self[key].",
        1,
        |s| s.setitem.is_some(),
        |vm, s, o, a| f::set(vm, s.setitem, o, a.all[0], None),
    ),
    def("__contains__", "($self, key, /)", "Return key in self.", 1, |s| s.contains.is_some(), f::contains),
    WrapDef {
        name: "__get__",
        signature: "($self, instance, owner=None, /)",
        doc: "Return an attribute of instance, which is of type owner.",
        count: Some((1, 2)),
        present: |s| s.descr_get.is_some(),
        call: f::descr_get,
    },
    def(
        "__set__",
        "($self, instance, value, /)",
        "Set an attribute of instance to value.",
        2,
        |s| s.descr_set.is_some(),
        |vm, s, o, a| f::set(vm, s.descr_set, o, a.all[0], Some(a.all[1])),
    ),
    def(
        "__delete__",
        "($self, instance, /)",
        "Delete an attribute of instance.",
        1,
        |s| s.descr_set.is_some(),
        |vm, s, o, a| f::set(vm, s.descr_set, o, a.all[0], None),
    ),
    def("__bool__", "($self, /)", "True if self else False", 0, |s| s.bool.is_some(), f::bool),
    unary!("__int__", int, "int(self)"),
    unary!("__float__", float, "float(self)"),
    unary!(
        "__index__",
        index,
        "Return self converted to an integer, if self is suitable for use as an index into a list."
    ),
    unary!("__neg__", neg, "-self"),
    unary!("__pos__", pos, "+self"),
    unary!("__invert__", invert, "~self"),
    unary!("__abs__", abs, "abs(self)"),
    unary!("__await__", await_, "Return an iterator to be used in await expression."),
    unary!("__aiter__", aiter, "Return an awaitable, that resolves in asynchronous iterator."),
    unary!("__anext__", anext, "Return a value or raise StopAsyncIteration."),
    binary!("__add__", Add, "Return self+value.", concat),
    reflected!("__radd__", Add, "Return value+self.", nothing),
    inplace!("__iadd__", Add, "Return self+=value.", inplace_concat),
    binary!("__sub__", Sub, "Return self-value.", nothing),
    reflected!("__rsub__", Sub, "Return value-self.", nothing),
    inplace!("__isub__", Sub, "Return self-=value.", nothing),
    binary!("__mul__", Mul, "Return self*value.", repeat),
    reflected!("__rmul__", Mul, "Return value*self.", repeat),
    inplace!("__imul__", Mul, "Return self*=value.", inplace_repeat),
    binary!("__mod__", Rem, "Return self%value.", nothing),
    reflected!("__rmod__", Rem, "Return value%self.", nothing),
    inplace!("__imod__", Rem, "Return self%=value.", nothing),
    WrapDef {
        name: "__pow__",
        signature: "($self, value, mod=None, /)",
        doc: "Return pow(self, value, mod).",
        count: Some((1, 2)),
        present: |s| s.binary[BinOp::Pow as usize].is_some(),
        call: f::pow,
    },
    WrapDef {
        name: "__rpow__",
        signature: "($self, value, mod=None, /)",
        doc: "Return pow(value, self, mod).",
        count: Some((1, 2)),
        present: |s| s.binary[BinOp::Pow as usize].is_some(),
        call: f::rpow,
    },
    inplace!("__ipow__", Pow, "Return self**=value.", nothing),
    binary!("__lshift__", LShift, "Return self<<value.", nothing),
    reflected!("__rlshift__", LShift, "Return value<<self.", nothing),
    inplace!("__ilshift__", LShift, "Return self<<=value.", nothing),
    binary!("__rshift__", RShift, "Return self>>value.", nothing),
    reflected!("__rrshift__", RShift, "Return value>>self.", nothing),
    inplace!("__irshift__", RShift, "Return self>>=value.", nothing),
    binary!("__and__", And, "Return self&value.", nothing),
    reflected!("__rand__", And, "Return value&self.", nothing),
    inplace!("__iand__", And, "Return self&=value.", nothing),
    binary!("__xor__", Xor, "Return self^value.", nothing),
    reflected!("__rxor__", Xor, "Return value^self.", nothing),
    inplace!("__ixor__", Xor, "Return self^=value.", nothing),
    binary!("__or__", Or, "Return self|value.", nothing),
    reflected!("__ror__", Or, "Return value|self.", nothing),
    inplace!("__ior__", Or, "Return self|=value.", nothing),
    binary!("__floordiv__", FloorDiv, "Return self//value.", nothing),
    reflected!("__rfloordiv__", FloorDiv, "Return value//self.", nothing),
    inplace!("__ifloordiv__", FloorDiv, "Return self//=value.", nothing),
    binary!("__truediv__", TrueDiv, "Return self/value.", nothing),
    reflected!("__rtruediv__", TrueDiv, "Return value/self.", nothing),
    inplace!("__itruediv__", TrueDiv, "Return self/=value.", nothing),
    binary!("__matmul__", MatMul, "Return self@value.", nothing),
    reflected!("__rmatmul__", MatMul, "Return value@self.", nothing),
    inplace!("__imatmul__", MatMul, "Return self@=value.", nothing),
];

/// `__new__` of types that are written in Rust: bound to the type that it makes instances of.
pub(crate) static NEW: FnDef = FnDef::new(
    "__new__",
    "($type, *args, **kwargs)",
    new_wrapper,
    "Create and return a new object.  See help(type) for accurate signature.",
);

fn new_wrapper(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let owner = a.get(0).expect_type();
    let name = owner.message_name();
    let Some(&cls) = a.rest.first() else {
        return Err(vm.type_error(format!("{name}.__new__(): not enough arguments")));
    };
    let Some(ty) = cls.as_type() else {
        let what = cls.ty().message_name();
        return Err(vm.type_error(format!("{name}.__new__(X): X is not a type object ({what})")));
    };
    let asked = ty.message_name();
    if !ty.is_subtype(owner) {
        return Err(vm.type_error(format!("{name}.__new__({asked}): {asked} is not a subtype of {name}")));
    }
    // The most derived base in Rust must agree: object.__new__(int) would make half an int.
    let native = native_new(ty);
    let own = owner.slots().new;
    let safe = match (native.and_then(|t| t.slots().new), own) {
        (Some(x), Some(y)) => std::ptr::fn_addr_eq(x, y),
        _ => false,
    };
    if !safe {
        let base = native.map_or(asked.clone(), |t| t.message_name());
        return Err(vm.type_error(format!("{name}.__new__({asked}) is not safe, use {base}.__new__()")));
    }
    let Some(make) = own else {
        return Err(vm.type_error(format!("cannot create '{asked}' instances")));
    };
    let mut all: Vec<Ref<'_>> = a.rest[1..].to_vec();
    let names: Vec<Ref<'_>> = a.extra.iter().map(|&(k, _)| k).collect();
    all.extend(a.extra.iter().map(|&(_, v)| v));
    make(vm, cls, &CallArgs { all: &all, kwnames: &names })
}

/// The nearest type along the chain of bases that is written in Rust.
fn native_new(ty: &TypeObj) -> Option<&TypeObj> {
    let mut t = ty;
    while t.is_class() {
        t = t.names().base.as_ref()?.lend().as_type()?;
    }
    Some(t)
}

/// Puts the wrappers of a type's own slots into its namespace, unless a method of that name is there.
pub(crate) fn fill(vm: &mut Vm, ty: &TypeObj, own: &Slots) {
    let owner = ty.as_ref().own();
    let root = std::ptr::eq(ty, type_for(Kind::Object));
    for def in WRAPPERS {
        // `object` has the generic attribute access, for which the slot is empty.
        let generic = root && matches!(def.name, "__getattribute__" | "__setattr__" | "__delattr__");
        if !generic && !(def.present)(own) {
            continue;
        }
        let name = vm.intern(def.name);
        if ty.names().dict.get(name.lend()).is_none() {
            ty.names().dict.insert(name, new(SlotWrapper { def, owner: owner.clone() }));
        }
    }
    if own.new.is_some() {
        let name = vm.names.new.own();
        let f = Builtin { def: &NEW, this: Some(owner), bound: true, module: Owned::NONE };
        ty.names().dict.insert(name, new(f));
    }
}
