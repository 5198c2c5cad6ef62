//! Bodies of generators, coroutines and asynchronous generators: frames that are suspended.
//!
//! Variables and operands lie in the object, behind its body, while the frame is not on the stacks; `interp/generator.rs`
//! moves them. Where a frame goes on is one word, which tells the whole state, so that a trace guards nothing else:
//!
//! ```text
//!   header | at | handled | func | name | qualname | code | len | room | flags | slot 0 … slot room-1
//!            0 finished, 1 running, else the address of the next instruction
//! ```
//!
//! Slots from `len` on are empty while the frame is suspended. While it runs, slots hold nothing that counts: they are empty,
//! except that a trace leaves there what it has not yet overwritten.

#![allow(unsafe_code, reason = "the object owns bare words of its frame")]

use super::heap::heap;
use super::{CodeObj, Kind, Object, Owned, Payload, Ref, Value, Visit, Vm, kinds};
use taipan_bytecode::{Instr, Op};

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

/// [`Suspended::at`] of a frame that has returned or raised.
pub(crate) const FINISHED: usize = 0;
/// [`Suspended::at`] of a frame on the control stack.
pub(crate) const RUNNING: usize = 1;

macro_rules! suspended_types {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[repr(C)]
        pub struct $name(pub Suspended);

        impl Payload for $name {
            const KIND: Kind = Kind::$name;
            fn traverse(&self, visit: &mut Visit<'_>) {
                self.0.traverse(visit);
            }
            fn clear(&mut self) {
                self.0.at = FINISHED;
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
#[repr(C)]
pub struct Suspended {
    /// The next instruction while suspended; [`RUNNING`], [`FINISHED`].
    pub(crate) at: usize,
    /// The exception that is being handled inside.
    pub handled: Owned,
    /// The function, owned; keeps the code alive.
    pub func: Owned,
    /// `gi_name`.
    pub name: Owned,
    /// `gi_qualname`.
    pub qualname: Owned,
    pub(crate) code: *const CodeObj,
    /// How many slots are in use while suspended. What it waits for in `yield from` or `await`, while suspended there, is
    /// on top of its operands.
    pub(crate) len: usize,
    room: usize,
    /// Asynchronous generators: `aclose` or `athrow` has begun, an operation is running.
    pub async_closed: bool,
    /// See `async_closed`.
    pub async_running: bool,
    slots: [Value; 0],
}

/// Offset of the first slot within the object.
pub const SUSPENDED_SLOTS_OFFSET: usize = 88;
const _: () = assert!(std::mem::offset_of!(Suspended, slots) + super::HEADER_SIZE == SUSPENDED_SLOTS_OFFSET);

impl Suspended {
    /// What it is doing.
    pub fn state(&self) -> GeneratorState {
        match self.at {
            FINISHED => GeneratorState::Finished,
            RUNNING => GeneratorState::Running,
            _ => GeneratorState::Suspended,
        }
    }

    /// Whether it is suspended and has run at all.
    pub fn is_paused(&self) -> bool {
        self.state() == GeneratorState::Suspended && self.started()
    }

    /// Whether it has run at all.
    pub fn started(&self) -> bool {
        // SAFETY: a frame that was never resumed goes on behind its RETURN_GENERATOR; the function keeps the code alive.
        self.state() != GeneratorState::Suspended
            || unsafe { (*(self.at as *const Instr).sub(1)).op() != Op::RETURN_GENERATOR }
    }

    /// The slots.
    pub(crate) fn slots(&self) -> &[Value] {
        // SAFETY: the object was made with this many words behind the body.
        unsafe { std::slice::from_raw_parts(self.slots.as_ptr(), self.room) }
    }

    /// The slots, for changing them.
    pub(crate) fn slots_mut(&mut self) -> &mut [Value] {
        // SAFETY: as for `slots`.
        unsafe { std::slice::from_raw_parts_mut(self.slots.as_mut_ptr(), self.room) }
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        for o in [&self.name, &self.qualname, &self.func, &self.handled] {
            visit.owned(o);
        }
        // What a running frame holds lies on the stacks; its slots may be left over.
        if self.at != RUNNING {
            for &v in self.slots() {
                visit.value(v);
            }
        }
    }

    fn drop_values(&mut self) {
        for i in 0..self.room {
            let v = std::mem::replace(&mut self.slots_mut()[i], Value::EMPTY);
            // SAFETY: the object owned what its slots held.
            drop(unsafe { Owned::from_value(v) });
        }
    }

    /// Takes all values out, to be dropped when the VM is not borrowed.
    pub(crate) fn take_values(&mut self) -> Vec<Owned> {
        let taken = self.slots_mut().iter_mut().map(|v| std::mem::replace(v, Value::EMPTY));
        // SAFETY: the object owned its frame's values; they change hands.
        taken.map(|v| unsafe { Owned::from_value(v) }).collect()
    }

    /// The iterator on top of the operands, when the frame waits for one in `yield from` or `await`.
    pub(crate) fn delegate(&self) -> Option<Owned> {
        if self.state() != GeneratorState::Suspended {
            return None;
        }
        // SAFETY: a suspended frame goes on at a RESUME of its code, which the function keeps alive; the top is owned.
        unsafe {
            let resume = *(self.at as *const Instr);
            if resume.op() != Op::RESUME || resume.arg() & 3 < 2 {
                return None;
            }
            Some(Ref::from_value(self.slots()[self.len.checked_sub(1)?]).own())
        }
    }

    /// A slot by its index, or the topmost that is in use.
    pub(crate) fn operand(&self, i: Option<usize>) -> Option<Ref<'_>> {
        let v = *self.slots().get(i.or_else(|| self.len.checked_sub(1))?)?;
        // SAFETY: the object owns what its slots hold.
        if v.is_empty() { None } else { Some(unsafe { Ref::from_value(v) }) }
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

/// A suspended frame as an object of this kind, with these values, which it takes, in its slots.
///
/// # Safety
/// `code` is alive as long as `func`; `at` is an instruction of it; the values are owned and fit into its frame.
pub(crate) unsafe fn suspend_new(
    kind: Kind,
    code: *const CodeObj,
    at: *const Instr,
    func: Owned,
    names: (Owned, Owned),
    values: &[Value],
) -> Owned {
    // SAFETY: the caller's promise; the block has room for body and slots, all of which are written.
    unsafe {
        let room = (*code).body.frame_size as usize;
        let ty = kinds::kind_ptr(kind);
        let h = heap().alloc(SUSPENDED_SLOTS_OFFSET + 8 * room, ty, 0);
        let body = &raw mut (*(h as *mut Object<Suspended>)).body;
        body.write(Suspended {
            at: at as usize,
            handled: Owned::NONE,
            func,
            name: names.0,
            qualname: names.1,
            code,
            len: values.len(),
            room,
            async_closed: false,
            async_running: false,
            slots: [],
        });
        let first = (&raw mut (*body).slots) as *mut Value;
        for i in 0..room {
            first.add(i).write(values.get(i).copied().unwrap_or(Value::EMPTY));
        }
        Owned::from_value(Value::from_ptr(h))
    }
}

/// Whether a dying object is a generator whose body has nothing left to do: it never started, or has ended.
///
/// # Safety
/// `h` is an object whose body has not been dropped.
pub(super) unsafe fn has_nothing_to_close(h: *const super::Header) -> bool {
    // SAFETY: an exact generator has this body.
    unsafe {
        std::ptr::eq((*h).ty, kinds::kind_ptr(Kind::Generator)) && !(*(h as *const Object<Suspended>)).body.is_paused()
    }
}

/// What a trace needs to know of a suspended frame.
#[derive(Clone, Copy)]
pub(crate) struct Peeked {
    pub state: GeneratorState,
    pub at: usize,
    pub len: usize,
    pub room: usize,
    pub code: *const CodeObj,
    pub handled: Value,
}

/// Looks into a generator that is alive on the data stack.
pub(crate) fn peek_suspended(g: Value) -> Option<Peeked> {
    // SAFETY: callers pass an operand of the instruction at hand; an exact generator has this body.
    unsafe {
        let h = g.heap_ptr()?;
        if !std::ptr::eq((*h).ty, kinds::kind_ptr(Kind::Generator)) {
            return None;
        }
        let s = &(*(h as *const Object<Suspended>)).body;
        let (state, handled) = (s.state(), s.handled.value());
        Some(Peeked { state, at: s.at, len: s.len, room: s.room, code: s.code, handled })
    }
}

/// Drops what a running generator's slots still hold: its frame is on the stacks.
///
/// # Safety
/// `g` is a generator, alive, whose frame has just been rebuilt.
pub(crate) unsafe fn empty_slots(g: Value) {
    // SAFETY: the caller's promise.
    unsafe { (*(g.bits() as *mut Object<Suspended>)).body.drop_values() }
}

/// The function of a generator, lent.
///
/// # Safety
/// `g` is a generator, alive.
pub(crate) unsafe fn function_of(g: Value) -> Value {
    // SAFETY: the caller's promise.
    unsafe { (*(g.bits() as *const Object<Suspended>)).body.func.value() }
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
