//! Names that the runtime itself looks up, interned once.

#![allow(unsafe_code, reason = "one table for the process, written while the runtime starts")]

use super::{BinOp, CmpOp, Ref, Vm};
use std::cell::UnsafeCell;

macro_rules! known {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// Interned names; they live as long as the process.
        #[derive(Clone, Copy)]
        #[allow(missing_docs, reason = "each is the name of its text")]
        pub struct WellKnownNames {
            $(pub $field: Ref<'static>,)*
            /// `__add__` and the others, by operator.
            pub binary: [Ref<'static>; BinOp::COUNT],
            /// `__radd__` and the others.
            pub reflected: [Ref<'static>; BinOp::COUNT],
            /// `__iadd__` and the others.
            pub inplace: [Ref<'static>; BinOp::COUNT],
            /// `__lt__` and the others.
            pub compare: [Ref<'static>; 6],
        }

        impl WellKnownNames {
            /// Names that stand for nothing, until the VM can intern.
            pub(crate) const BLANK: WellKnownNames = WellKnownNames {
                $($field: Ref::EMPTY,)*
                binary: [Ref::EMPTY; BinOp::COUNT],
                reflected: [Ref::EMPTY; BinOp::COUNT],
                inplace: [Ref::EMPTY; BinOp::COUNT],
                compare: [Ref::EMPTY; 6],
            };

            /// Interns them all.
            pub(crate) fn make(vm: &mut Vm) -> WellKnownNames {
                WellKnownNames {
                    $($field: vm.intern_forever($text),)*
                    binary: BinOp::ALL.map(|op| vm.intern_forever(&format!("__{}__", op.name()))),
                    reflected: BinOp::ALL.map(|op| vm.intern_forever(&format!("__r{}__", op.name()))),
                    inplace: BinOp::ALL.map(|op| vm.intern_forever(&format!("__i{}__", op.name()))),
                    compare: CmpOp::ALL.map(|op| vm.intern_forever(op.dunder())),
                }
            }
        }
    };
}

struct Global(UnsafeCell<WellKnownNames>);

// SAFETY: written while the runtime starts, on one thread; read-only afterwards.
unsafe impl Sync for Global {}

static NAMES: Global = Global(UnsafeCell::new(WellKnownNames::BLANK));

/// The names, once a VM has been made.
#[inline(always)]
pub(crate) fn known_names() -> &'static WellKnownNames {
    // SAFETY: the table is read-only once the runtime runs.
    unsafe { &*NAMES.0.get() }
}

pub(super) fn publish(names: WellKnownNames) {
    // SAFETY: only called while the runtime starts.
    unsafe { *NAMES.0.get() = names }
}

known! {
    abs = "__abs__", aenter = "__aenter__", aexit = "__aexit__", aiter = "__aiter__", anext = "__anext__",
    annotate = "__annotate__", annotate_func = "__annotate_func__", annotations = "__annotations__", await_ = "__await__",
    bool_ = "__bool__", builtins = "__builtins__", bytes = "__bytes__", call = "__call__", ceil = "__ceil__", class = "__class__",
    class_getitem = "__class_getitem__", classcell = "__classcell__", complex = "__complex__", contains = "__contains__",
    del = "__del__", delattr = "__delattr__", delete = "__delete__", delitem = "__delitem__", dict = "__dict__", dir = "__dir__",
    divmod = "__divmod__", doc = "__doc__", enter = "__enter__", exit = "__exit__", file = "__file__",
    firstlineno = "__firstlineno__", float = "__float__", floor = "__floor__", format = "__format__", fspath = "__fspath__",
    get = "__get__", getattr = "__getattr__", getattribute = "__getattribute__", getitem = "__getitem__", hash = "__hash__",
    import = "__import__", index = "__index__", init = "__init__", init_subclass = "__init_subclass__",
    instancecheck = "__instancecheck__", int = "__int__", invert = "__invert__", iter = "__iter__", keys = "keys", len = "__len__",
    length_hint = "__length_hint__", main = "__main__", match_args = "__match_args__", missing = "__missing__",
    module = "__module__", mro_entries = "__mro_entries__", name = "__name__", neg = "__neg__", new = "__new__", next = "__next__",
    orig_bases = "__orig_bases__", pos = "__pos__", prepare = "__prepare__", qualname = "__qualname__", rdivmod = "__rdivmod__",
    repr = "__repr__", reversed = "__reversed__", round = "__round__", set = "__set__", set_name = "__set_name__",
    setattr = "__setattr__", setitem = "__setitem__", sizeof = "__sizeof__", slots = "__slots__",
    static_attributes = "__static_attributes__", str = "__str__", subclasscheck = "__subclasscheck__", trunc = "__trunc__",
    type_params = "__type_params__", value = "value", weakref = "__weakref__", wrapped = "__wrapped__", send = "send", throw = "throw",
    close = "close", abstractmethods = "__abstractmethods__", notes = "__notes__", all = "__all__", path = "__path__",
    obj = "obj", real = "real", imag = "imag", metaclass = "metaclass", msg = "msg", read = "read", write = "write", flush = "flush", stdin = "stdin", stdout = "stdout", stderr = "stderr", readline = "readline",
}
