//! Signatures as constants: what every call must know is counted at compile time, the rest is parsed when a call needs it.

use super::{Callee, Signature};
use crate::object::{Args, CallArgs, FnDef, Intrinsic, NativeFn, PyResult, Reach, Ref, Vm};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// A signature by its text. What every call must know is counted when the program is compiled; the rest is parsed when a call
/// first needs it, so that tables of functions are plain constants.
#[derive(Clone, Copy)]
pub struct LazySignature {
    text: &'static str,
    /// Positional parameters that must be given.
    required: u16,
    /// Positional parameters.
    positional: u16,
    /// Whether a parameter after `*` must be given.
    keyword_required: bool,
}

/// Parsed signatures by the address and length of their text.
static PARSED: Mutex<BTreeMap<(usize, usize), &'static Signature>> = Mutex::new(BTreeMap::new());

impl LazySignature {
    /// From its text.
    pub const fn new(text: &'static str) -> LazySignature {
        let mut s = LazySignature { text, required: 0, positional: 0, keyword_required: false };
        let bytes = text.as_bytes();
        let (mut i, mut depth, mut first, mut optional, mut keyword) = (0, 0, 0u8, false, false);
        while i < bytes.len() {
            let b = bytes[i];
            match b {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                _ => {}
            }
            let ends = (b == b',' && depth == 1) || depth == 0;
            if ends {
                // A part that begins with a star ends the positional ones; a slash is no parameter.
                if first == b'*' {
                    keyword = true;
                } else if first != 0 && first != b'/' {
                    s.positional += !keyword as u16;
                    s.required += (!keyword && !optional) as u16;
                    s.keyword_required |= keyword && !optional;
                }
                (first, optional) = (0, false);
            } else if b == b'=' && depth == 1 {
                optional = true;
            } else if first == 0 && b != b' ' && !(b == b'(' && depth == 1) {
                first = b;
            }
            i += 1;
        }
        s
    }

    /// The parsed form.
    pub fn get(&self) -> &'static Signature {
        let key = (self.text.as_ptr() as usize, self.text.len());
        let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
        parsed.entry(key).or_insert_with(|| Box::leak(Box::new(Signature::parse(self.text))))
    }

    /// Binds arguments and calls `f`.
    ///
    /// # Errors
    /// `TypeError` in CPython's words, or what `f` raises.
    #[inline]
    pub fn call<R>(
        &self,
        vm: &mut Vm,
        callee: Callee<'_>,
        args: &CallArgs<'_>,
        f: impl FnOnce(&mut Vm, &Args<'_>) -> PyResult<R>,
    ) -> PyResult<R> {
        let n = args.all.len();
        let fits = n >= self.required as usize && n <= self.positional as usize;
        if args.kwnames.is_empty() && fits && !self.keyword_required {
            return f(vm, &Args { slots: args.all, rest: &[], extra: &[] });
        }
        self.get().call(vm, callee, args, f)
    }

    /// The text.
    pub fn text(&self) -> &'static str {
        self.text
    }
}

impl FnDef {
    /// A native function.
    pub const fn new(name: &'static str, text: &'static str, call: NativeFn, doc: &'static str) -> FnDef {
        FnDef {
            name,
            signature: LazySignature::new(text),
            shown: None,
            doc,
            call,
            intrinsic: Intrinsic::None,
            reach: Reach::Anything,
            plain: None,
            stores_last: false,
        }
    }

    /// The same, with another signature for `inspect` to see.
    pub const fn shown_as(mut self, text: &'static str) -> FnDef {
        self.shown = Some(text);
        self
    }

    /// The same, known to the machine by meaning.
    pub const fn intrinsic(mut self, i: Intrinsic) -> FnDef {
        self.intrinsic = i;
        self
    }

    /// The same, whose effects reach only so far.
    pub const fn reach(mut self, reach: Reach) -> FnDef {
        self.reach = reach;
        self
    }

    /// The same, with a form for plain keys.
    pub const fn plain(mut self, plain: &'static super::super::Plain) -> FnDef {
        self.plain = Some(plain);
        self
    }

    /// The same, of which the last argument is only put into the receiver.
    pub const fn stores_last(mut self) -> FnDef {
        self.stores_last = true;
        self
    }

    /// Binds the arguments and calls the function.
    ///
    /// # Errors
    /// `TypeError` for arguments that do not fit, or what the function raises.
    #[inline]
    pub fn invoke(&self, vm: &mut Vm, args: &CallArgs<'_>) -> PyResult {
        self.signature.call(vm, Callee { name: self.name, module: None }, args, self.call)
    }

    /// The same for a function of a module, which messages may name.
    ///
    /// # Errors
    /// As for [`FnDef::invoke`].
    #[inline]
    pub fn invoke_of(&self, vm: &mut Vm, module: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
        self.signature.call(vm, Callee { name: self.name, module: Some(module) }, args, self.call)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_what_is_parsed() {
        for (text, required, positional, keyword_required) in [
            ("()", 0, 0, false),
            ("($self, /)", 1, 1, false),
            ("(self, x, /, y=None, *args, key=None, **kw)", 2, 3, false),
            ("(a, b=(1, 2), *, c)", 1, 2, true),
            ("(x=0, /, base=10)", 0, 2, false),
            ("(*args)", 0, 0, false),
            ("($self, length=1, byteorder='big', *, signed=False)", 1, 3, false),
        ] {
            let lazy = LazySignature::new(text);
            let found = (lazy.required as usize, lazy.positional as usize, lazy.keyword_required);
            assert_eq!(found, (required, positional, keyword_required), "{text}");
            let parsed = lazy.get();
            assert_eq!((parsed.required, parsed.positional), (required, positional), "{text}");
        }
    }
}
