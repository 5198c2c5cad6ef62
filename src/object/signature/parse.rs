//! A signature: parsed from its text, and arguments bound to it.

use super::Callee;
use crate::object::{Args, CallArgs, PyResult, Ref, Vm};

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
    pub(super) required: usize,
    /// Positional parameters.
    pub(super) positional: usize,
    /// Whether keywords are possible at all.
    pub(super) keywords: bool,
    /// Whether the first parameter is what a method is bound to (`self`, `cls`, `$type`), which messages do not count.
    pub(super) bound: bool,
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
                if s.params.is_empty() && matches!(name, "self" | "$self" | "cls" | "$cls" | "$type") {
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

    /// Binds arguments and calls `f`.
    ///
    /// # Errors
    /// `TypeError` in CPython's words, or what `f` raises.
    pub fn call<R>(
        &self,
        vm: &mut Vm,
        callee: Callee<'_>,
        args: &CallArgs<'_>,
        f: impl FnOnce(&mut Vm, &Args<'_>) -> PyResult<R>,
    ) -> PyResult<R> {
        let pos = args.pos();
        let mut slots = vec![Ref::EMPTY; self.params.len()];
        let named = pos.len().min(self.positional);
        slots[..named].copy_from_slice(&pos[..named]);
        if pos.len() > self.positional && !self.rest && (args.kwnames.is_empty() || self.keywords) {
            return Err(self.wrong_count(vm, callee, args));
        }
        let mut extra = Vec::new();
        if !args.kwnames.is_empty() {
            if !self.keywords {
                let name = self.full_name(vm, callee, args);
                return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
            }
            if args.all.len() > self.params.len() && !self.rest && !self.extra {
                return Err(self.wrong_count(vm, callee, args));
            }
        }
        let name = callee.name;
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
                return Err(self.wrong_count(vm, callee, args));
            }
            let wanted = self.params[i].name;
            // `enumerate` binds its arguments by hand in CPython.
            let at = match name {
                "enumerate" => String::new(),
                _ => format!(" (pos {})", i + 1 - usize::from(self.bound)),
            };
            return Err(vm.type_error(format!("{name}() missing required argument '{wanted}'{at}")));
        }
        let rest = if pos.len() > self.positional { &pos[self.positional..] } else { &[] };
        f(vm, &Args { slots: &slots, rest, extra: &extra })
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
