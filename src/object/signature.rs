//! Signatures of native functions, and binding of arguments to them with CPython's messages.

use super::{Args, CallArgs, FnDef, PyResult, Ref, Vm};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How a parameter may be passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamKind {
    /// Before `/`.
    PosOnly,
    /// By position or by name.
    Normal,
    /// After `*`.
    KwOnly,
}

/// One named parameter.
#[derive(Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// How it is passed.
    pub kind: ParamKind,
    /// Whether it may be left out.
    pub optional: bool,
}

/// A parsed signature.
#[derive(Debug, Default)]
pub struct Signature {
    /// Named parameters in order.
    pub params: Vec<Param>,
    /// Whether `*args` collects further positional arguments.
    pub rest: bool,
    /// Whether `**kwargs` collects further keywords.
    pub extra: bool,
    /// Positional parameters that must be given.
    required: usize,
    /// Positional parameters.
    positional: usize,
    /// Whether keywords are possible at all.
    keywords: bool,
    /// Whether the first parameter is the instance of a method (`self`, `$self`), which messages do not count.
    bound: bool,
}

impl Signature {
    /// Parses `(self, x, /, y=None, *args, key=None, **kw)`. The text comes from this program; what it gets wrong panics in tests.
    pub fn parse(text: &'static str) -> Signature {
        let inner = text.trim().trim_start_matches('(').trim_end_matches(')');
        let mut s = Signature::default();
        let mut kind = ParamKind::Normal;
        for part in split_commas(inner) {
            let part = part.trim();
            if part == "/" {
                for p in &mut s.params {
                    p.kind = ParamKind::PosOnly;
                }
            } else if part == "*" {
                kind = ParamKind::KwOnly;
            } else if part.starts_with("**") {
                s.extra = true;
            } else if part.starts_with('*') {
                s.rest = true;
                kind = ParamKind::KwOnly;
            } else if !part.is_empty() {
                let (name, optional) = match part.split_once('=') {
                    Some((n, _)) => (n.trim(), true),
                    None => (part, false),
                };
                if s.params.is_empty() && (name == "self" || name == "$self") {
                    s.bound = true;
                }
                s.params.push(Param { name: name.trim_start_matches('$'), kind, optional });
            }
        }
        s.positional = s.params.iter().filter(|p| p.kind != ParamKind::KwOnly).count();
        s.required = s.params.iter().filter(|p| p.kind != ParamKind::KwOnly && !p.optional).count();
        s.keywords = s.extra || s.params.iter().any(|p| p.kind != ParamKind::PosOnly);
        if s.bound && s.params.len() == 1 {
            s.params[0].kind = ParamKind::PosOnly;
            s.keywords = s.extra;
        }
        s
    }

    /// Binds arguments and calls `f`. `name` is for messages.
    ///
    /// # Errors
    /// `TypeError` in CPython's words, or what `f` raises.
    pub fn call<R>(
        &self,
        vm: &mut Vm,
        name: &str,
        args: &CallArgs<'_>,
        f: impl FnOnce(&mut Vm, &Args<'_>) -> PyResult<R>,
    ) -> PyResult<R> {
        let pos = args.pos();
        let mut slots = vec![Ref::EMPTY; self.params.len()];
        let named = pos.len().min(self.positional);
        slots[..named].copy_from_slice(&pos[..named]);
        if pos.len() > self.positional && !self.rest {
            return Err(self.wrong_count(vm, name, pos.len()));
        }
        let mut extra = Vec::new();
        if !args.kwnames.is_empty() && !self.keywords {
            return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
        }
        for (key, value) in args.kw() {
            let text = key.as_str(vm).unwrap_or_default();
            match self.params.iter().position(|p| p.name == text && p.kind != ParamKind::PosOnly) {
                Some(i) if !slots[i].is_empty() => {
                    let at = i + 1 - usize::from(self.bound);
                    return Err(vm.type_error(format!(
                        "argument for {name}() given by name ('{}') and position ({at})",
                        self.params[i].name
                    )));
                }
                Some(i) => slots[i] = value,
                None if self.extra => extra.push((key, value)),
                None => {
                    let text = text.to_owned();
                    return Err(vm.type_error(format!("{name}() got an unexpected keyword argument '{text}'")));
                }
            }
        }
        if let Some(i) = (0..self.params.len()).find(|&i| !self.params[i].optional && slots[i].is_empty()) {
            if self.params[i].kind == ParamKind::PosOnly {
                return Err(self.wrong_count(vm, name, pos.len()));
            }
            let at = i + 1 - usize::from(self.bound);
            return Err(
                vm.type_error(format!("{name}() missing required argument '{}' (pos {at})", self.params[i].name))
            );
        }
        let rest = if pos.len() > self.positional { &pos[self.positional..] } else { &[] };
        f(vm, &Args { slots: &slots, rest, extra: &extra })
    }

    /// The message for too few or too many positional arguments.
    fn wrong_count(&self, vm: &mut Vm, name: &str, given: usize) -> super::Raised {
        let hidden = usize::from(self.bound);
        let (min, max) = (self.required.saturating_sub(hidden), self.positional.saturating_sub(hidden));
        let given = given.saturating_sub(hidden);
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let message = if self.bound && given + hidden == 0 {
            format!("unbound method {name}() needs an argument")
        } else if self.rest {
            format!("{name} expected at least {min} argument{}, got {given}", plural(min))
        } else if min == max && max == 0 {
            format!("{name}() takes no arguments ({given} given)")
        } else if min == max && max == 1 && !self.keywords {
            format!("{name}() takes exactly one argument ({given} given)")
        } else if self.keywords {
            let word = if min == max {
                "exactly"
            } else if given < min {
                "at least"
            } else {
                "at most"
            };
            let n = if given < min { min } else { max };
            format!("{name}() takes {word} {n} argument{} ({given} given)", plural(n))
        } else if min == max {
            format!("{name} expected {min} argument{}, got {given}", plural(min))
        } else {
            let (word, n) = if given < min { ("least", min) } else { ("most", max) };
            format!("{name} expected at {word} {n} argument{}, got {given}", plural(n))
        };
        vm.type_error(message)
    }
}

fn split_commas(s: &'static str) -> Vec<&'static str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (i, c) in s.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&s[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(&s[start..]);
    parts
}

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

    /// Binds arguments and calls `f`. `name` is for messages.
    ///
    /// # Errors
    /// `TypeError` in CPython's words, or what `f` raises.
    #[inline]
    pub fn call<R>(
        &self,
        vm: &mut Vm,
        name: &str,
        args: &CallArgs<'_>,
        f: impl FnOnce(&mut Vm, &Args<'_>) -> PyResult<R>,
    ) -> PyResult<R> {
        let n = args.all.len();
        let fits = n >= self.required as usize && n <= self.positional as usize;
        if args.kwnames.is_empty() && fits && !self.keyword_required {
            return f(vm, &Args { slots: args.all, rest: &[], extra: &[] });
        }
        self.get().call(vm, name, args, f)
    }

    /// The text.
    pub fn text(&self) -> &'static str {
        self.text
    }
}

impl FnDef {
    /// A native function.
    pub const fn new(name: &'static str, text: &'static str, call: super::NativeFn, doc: &'static str) -> FnDef {
        FnDef { name, signature: LazySignature::new(text), doc, call, intrinsic: super::Intrinsic::None }
    }

    /// The same, known to the machine by meaning.
    pub const fn intrinsic(mut self, i: super::Intrinsic) -> FnDef {
        self.intrinsic = i;
        self
    }

    /// Binds the arguments and calls the function.
    ///
    /// # Errors
    /// `TypeError` for arguments that do not fit, or what the function raises.
    #[inline]
    pub fn invoke(&self, vm: &mut Vm, args: &CallArgs<'_>) -> PyResult {
        self.signature.call(vm, self.name, args, self.call)
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
