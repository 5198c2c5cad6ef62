//! Bodies of generators, coroutines and asynchronous generators: frames that are suspended.
//!
//! Variables and operands lie in the object while the frame is not on the stacks; `interp/generator.rs` moves them.

#![allow(unsafe_code, reason = "the object owns bare words of its frame")]

use super::{CodeObj, Kind, Owned, Payload, Ref, Value, Visit, Vm};
use taipan_bytecode::Instr;

/// What a generator is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorState {
    /// Not started, or suspended at a yield.
    Suspended,
    /// On the control stack.
    Running,
    /// Returned or raised.
    Finished,
}

macro_rules! suspended_types {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        pub struct $name(pub Suspended);

        impl Payload for $name {
            const KIND: Kind = Kind::$name;
            fn traverse(&self, visit: &mut Visit<'_>) {
                self.0.traverse(visit);
            }
            fn clear(&mut self) {
                self.0.drop_values();
            }
        })*
    };
}

suspended_types! {
    /// A generator.
    Generator;
    /// A coroutine.
    Coroutine;
    /// An asynchronous generator.
    AsyncGenerator;
}

/// A suspended frame.
pub struct Suspended {
    /// What it is doing.
    pub state: GeneratorState,
    /// Whether it has run at all.
    pub started: bool,
    /// `gi_name`.
    pub name: Owned,
    /// `gi_qualname`.
    pub qualname: Owned,
    /// What it waits for in `yield from` or `await`, while suspended there, is on top of its operands.
    pub(crate) values: Vec<Value>,
    pub(crate) pc: *const Instr,
    pub(crate) code: *const CodeObj,
    /// The function, owned; keeps the code alive.
    pub func: Owned,
    /// The exception that is being handled inside.
    pub handled: Owned,
    /// Asynchronous generators: `aclose` or `athrow` has begun, an operation is running.
    pub async_closed: bool,
    /// See `async_closed`.
    pub async_running: bool,
}

impl Suspended {
    fn traverse(&self, visit: &mut Visit<'_>) {
        for o in [&self.name, &self.qualname, &self.func, &self.handled] {
            visit.owned(o);
        }
        for &v in &self.values {
            visit.value(v);
        }
    }

    fn drop_values(&mut self) {
        for v in std::mem::take(&mut self.values) {
            // SAFETY: the object owned its frame's values.
            drop(unsafe { Owned::from_value(v) });
        }
    }

    /// Takes all values out, to be dropped when the VM is not borrowed.
    pub(crate) fn take_values(&mut self) -> Vec<Owned> {
        // SAFETY: the object owned its frame's values; they change hands.
        std::mem::take(&mut self.values).into_iter().map(|v| unsafe { Owned::from_value(v) }).collect()
    }

    /// The iterator on top of the operands, when the frame waits for one in `yield from` or `await`.
    pub(crate) fn delegate(&self) -> Option<Owned> {
        // SAFETY: a suspended frame goes on at a RESUME of its code, which the function keeps alive; the top is owned.
        unsafe {
            let resume = *self.pc;
            if resume.op() != taipan_bytecode::Op::RESUME || resume.arg() & 3 < 2 {
                return None;
            }
            Some(Ref::from_value(*self.values.last()?).own())
        }
    }

    /// The index of the instruction that it is suspended at.
    pub fn lasti(&self) -> u32 {
        // SAFETY: the function keeps the code alive.
        unsafe { (*self.code).body.index_of(self.pc).saturating_sub(1) }
    }

    /// The code object.
    pub fn code(&self) -> Ref<'_> {
        // SAFETY: the function keeps the code alive.
        unsafe { Ref::from_value(Value::from_ptr(self.code)) }
    }
}

impl Drop for Suspended {
    fn drop(&mut self) {
        self.drop_values();
    }
}

impl Vm {
    /// Resumes a suspended frame.
    ///
    /// # Errors
    /// What its body raises.
    pub fn resume(&mut self, g: Ref<'_>, how: super::Resume<'_>) -> super::PyResult<super::Resumed> {
        (self.hooks.resume)(self, g, how)
    }

    /// The suspended frame of a generator, coroutine or asynchronous generator.
    #[inline]
    pub fn suspended<'v>(&'v self, o: Ref<'v>) -> Option<&'v Suspended> {
        match o.ty().kind() {
            Kind::Generator => o.get::<Generator>(self).map(|g| &g.0),
            Kind::Coroutine => o.get::<Coroutine>(self).map(|g| &g.0),
            Kind::AsyncGenerator => o.get::<AsyncGenerator>(self).map(|g| &g.0),
            _ => None,
        }
    }

    /// The same, for changing it.
    #[inline]
    pub fn suspended_mut<'v>(&'v mut self, o: Ref<'v>) -> Option<&'v mut Suspended> {
        match o.ty().kind() {
            Kind::Generator => o.get_mut::<Generator>(self).map(|g| &mut g.0),
            Kind::Coroutine => o.get_mut::<Coroutine>(self).map(|g| &mut g.0),
            _ => o.get_mut::<AsyncGenerator>(self).map(|g| &mut g.0),
        }
    }
}
