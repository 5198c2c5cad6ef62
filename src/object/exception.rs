//! The body that all exceptions share, and raising.
//!
//! Raising is a value: a function that fails sets [`Vm::raised`](super::Vm) and returns [`Raised`], a zero-sized mark, so that
//! a `Result<Owned, Raised>` is one word and `?` costs a compare.

use super::alloc::new_of;
use super::kinds::exception_type;
use super::{Exc, Kind, Owned, Payload, Ref, TypeObj, Visit, Vm};

/// An exception is pending in the VM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Raised;

/// What most of the runtime returns.
pub type PyResult<T = Owned> = Result<T, Raised>;

/// The body of exceptions. Attributes particular to a class (`errno`, `name`, `value`, …) are ordinary attributes.
pub struct Exception {
    /// `args`, a tuple.
    pub args: Owned,
    /// `__traceback__`.
    pub traceback: Option<Owned>,
    /// `__context__`.
    pub context: Option<Owned>,
    /// `__cause__`.
    pub cause: Option<Owned>,
    /// `__suppress_context__`.
    pub suppress_context: bool,
}

impl Payload for Exception {
    const KIND: Kind = Kind::Exception;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.args);
        visit.option(&self.traceback);
        visit.option(&self.context);
        visit.option(&self.cause);
    }
    fn clear(&mut self) {
        self.traceback = None;
        self.context = None;
        self.cause = None;
    }
}

impl Exception {
    /// A body with these arguments.
    pub fn with_args(args: Owned) -> Exception {
        Exception { args, traceback: None, context: None, cause: None, suppress_context: false }
    }
}

macro_rules! raisers {
    ($($(#[$doc:meta])* $name:ident => $exc:ident;)*) => {
        impl Vm {
            $($(#[$doc])* #[cold] pub fn $name(&mut self, message: impl Into<String>) -> Raised {
                self.raise(Exc::$exc, message)
            })*
        }
    };
}

raisers! {
    /// Raises `TypeError`.
    type_error => TypeError;
    /// Raises `ValueError`.
    value_error => ValueError;
    /// Raises `IndexError`.
    index_error => IndexError;
    /// Raises `OverflowError`.
    overflow_error => OverflowError;
    /// Raises `ZeroDivisionError`.
    zero_division_error => ZeroDivisionError;
    /// Raises `RuntimeError`.
    runtime_error => RuntimeError;
    /// Raises `NotImplementedError`.
    not_implemented_error => NotImplementedError;
    /// Raises `MemoryError`.
    memory_error => MemoryError;
    /// Raises `SystemError`.
    system_error => SystemError;
    /// Raises `AssertionError`.
    assertion_error => AssertionError;
    /// Raises `BufferError`.
    buffer_error => BufferError;
    /// Raises `EOFError`.
    eof_error => EOFError;
    /// Raises `LookupError`.
    lookup_error => LookupError;
}

impl Vm {
    /// Makes an exception of a built-in class with one argument, the message, without raising it.
    pub fn exception(&mut self, exc: Exc, args: Vec<Owned>) -> Owned {
        let args = self.tuple(args);
        new_of(exception_type(exc), Exception::with_args(args))
    }

    /// Raises a built-in exception with a message.
    #[cold]
    pub fn raise(&mut self, exc: Exc, message: impl Into<String>) -> Raised {
        let e = self.exception(exc, vec![Owned::string(message.into())]);
        self.raise_object(e)
    }

    /// Raises a built-in exception with these arguments.
    #[cold]
    pub fn raise_args(&mut self, exc: Exc, args: Vec<Owned>) -> Raised {
        let e = self.exception(exc, args);
        self.raise_object(e)
    }

    /// Raises an exception object: its context becomes the exception that is being handled.
    #[cold]
    pub fn raise_object(&mut self, e: Owned) -> Raised {
        if let Some(context) = self.handling()
            && !context.lend().is(e.lend())
        {
            self.break_context_cycle(&context, &e);
            if let Some(body) = e.lend().get_mut::<Exception>(self) {
                let old = body.context.replace(context);
                drop(old);
            }
        }
        self.raised = Some(e);
        Raised
    }

    /// Raises an exception again as it is, without touching its context.
    pub fn reraise(&mut self, e: Owned) -> Raised {
        self.raised = Some(e);
        Raised
    }

    /// Cuts `e` out of the chain of contexts that starts at `context`, as CPython does when it sets one.
    fn break_context_cycle(&mut self, context: &Owned, e: &Owned) {
        let mut o = context.clone();
        for _ in 0..1000 {
            let Some(next) = o.lend().get::<Exception>(self).and_then(|b| b.context.clone()) else { return };
            if next.lend().is(e.lend()) {
                if let Some(b) = o.lend().get_mut::<Exception>(self) {
                    b.context = None;
                }
                return;
            }
            o = next;
        }
    }

    /// Raises `KeyError` for a key.
    #[cold]
    pub fn key_error(&mut self, key: Ref<'_>) -> Raised {
        let key = key.own();
        self.raise_args(Exc::KeyError, vec![key])
    }

    /// Raises `StopIteration` with a value.
    #[cold]
    pub fn stop_iteration(&mut self, value: Owned) -> Raised {
        let args = if value.value().is_none() { vec![] } else { vec![value.clone()] };
        let e = self.exception(Exc::StopIteration, args);
        self.set_own_attr(e.lend(), "value", value);
        self.raise_object(e)
    }

    /// Raises `AttributeError` with `name` and `obj` set.
    #[cold]
    pub fn attribute_error(&mut self, obj: Ref<'_>, name: Ref<'_>, message: String) -> Raised {
        let e = self.exception(Exc::AttributeError, vec![Owned::string(message)]);
        self.set_own_attr(e.lend(), "name", name.own());
        self.set_own_attr(e.lend(), "obj", obj.own());
        self.raise_object(e)
    }

    /// Raises `NameError` (or `UnboundLocalError`) with `name` set.
    #[cold]
    pub fn name_error(&mut self, exc: Exc, name: Ref<'_>, message: String) -> Raised {
        let e = self.exception(exc, vec![Owned::string(message)]);
        self.set_own_attr(e.lend(), "name", name.own());
        self.raise_object(e)
    }

    /// Raises `RecursionError`; `doing` ends the message (` while calling a Python object`).
    #[cold]
    pub fn recursion_error(&mut self, doing: &str) -> Raised {
        self.raise(Exc::RecursionError, format!("maximum recursion depth exceeded{doing}"))
    }

    /// Raises the `OSError` subclass of an I/O error.
    #[cold]
    pub fn os_error(&mut self, e: &std::io::Error, path: Option<&str>) -> Raised {
        let errno = e.raw_os_error().unwrap_or(libc::EIO);
        let exc = match errno {
            libc::ENOENT => Exc::FileNotFoundError,
            libc::EEXIST => Exc::FileExistsError,
            libc::EISDIR => Exc::IsADirectoryError,
            libc::ENOTDIR => Exc::NotADirectoryError,
            libc::EACCES | libc::EPERM => Exc::PermissionError,
            libc::EPIPE => Exc::BrokenPipeError,
            libc::EINTR => Exc::InterruptedError,
            libc::EAGAIN => Exc::BlockingIOError,
            libc::ETIMEDOUT => Exc::TimeoutError,
            _ => Exc::OSError,
        };
        let text = e.to_string();
        let text = text.split(" (os error").next().unwrap_or_default().to_owned();
        let o = self.exception(exc, vec![Owned::int(i64::from(errno)), Owned::str(&text)]);
        self.set_own_attr(o.lend(), "errno", Owned::int(i64::from(errno)));
        self.set_own_attr(o.lend(), "strerror", Owned::string(text));
        let filename = path.map_or(Owned::NONE, Owned::str);
        self.set_own_attr(o.lend(), "filename", filename);
        self.raise_object(o)
    }

    /// Sets an attribute in the object itself, past descriptors and `__setattr__`.
    pub fn set_own_attr(&mut self, o: Ref<'_>, name: &str, value: Owned) {
        let name = self.intern(name);
        self.store_instance_attr(o, name.lend(), value);
    }

    /// The exception that is being handled (`sys.exception()`).
    pub fn handling(&self) -> Option<Owned> {
        self.handled.iter().rev().find(|h| !h.value().is_none()).cloned()
    }

    /// Whether the pending exception is an instance of a built-in class.
    pub fn raised_is(&self, exc: Exc) -> bool {
        self.raised.as_ref().is_some_and(|e| e.lend().is_instance(exception_type(exc)))
    }

    /// Takes the pending exception: it is no longer raised.
    ///
    /// # Panics
    /// When none is pending: whoever returned [`Raised`] did not raise.
    pub fn take_raised(&mut self) -> Owned {
        match self.raised.take() {
            Some(e) => e,
            None => panic!("Raised without an exception"),
        }
    }

    /// Forgets a pending exception.
    pub fn clear_raised(&mut self) {
        self.raised = None;
    }

    /// Turns an exception of one class into a value; others stay raised.
    ///
    /// # Errors
    /// The pending exception, when it is of another class.
    pub fn catch<T>(&mut self, r: PyResult<T>, exc: Exc) -> PyResult<Result<T, Owned>> {
        match r {
            Ok(v) => Ok(Ok(v)),
            Err(Raised) if self.raised_is(exc) => Ok(Err(self.take_raised())),
            Err(e) => Err(e),
        }
    }

    /// An instance of an exception class with these arguments, as calling the class without `__init__` would give.
    pub fn exception_of(&mut self, ty: &TypeObj, args: Vec<Owned>) -> Owned {
        let args = self.tuple(args);
        new_of(ty, Exception::with_args(args))
    }
}
