//! How Python functions take arguments that do not fit as they lie: keywords, defaults, `*args`, `**kwargs`.
//!
//! A [`Plan`] says where each parameter comes from. It is plain data: handlers carry it out, directly or on a trace. Binding
//! for native callers, with all of CPython's messages, is [`bind`].

#![allow(unsafe_code, reason = "reads functions that are alive on the stack")]

use crate::machine::Callee;
use crate::object::{CallArgs, CodeBody, Function, Owned, PyResult, Raised, Ref, Value, Vm};
use taipan_bytecode::CodeFlags;

/// Where a parameter comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// This argument.
    Arg(u16),
    /// A default, kept alive by the function.
    Const(Value),
    /// A tuple of arguments.
    Rest {
        /// The first.
        from: u16,
        /// How many.
        count: u16,
    },
    /// A dict of keyword arguments that no parameter names.
    Keywords {
        /// The first of [`Plan::keyword`].
        from: u16,
        /// How many.
        count: u16,
    },
}

/// Where each parameter of a call comes from.
pub struct Plan {
    callee: Callee,
    sources: Vec<Source>,
    keywords: Vec<(Value, u16)>,
}

impl Plan {
    /// The code to enter.
    pub fn callee(&self) -> Callee {
        self.callee
    }

    /// One source per variable that the caller provides.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The name of a collected keyword.
    pub fn keyword(&self, k: u16) -> Value {
        self.keywords[k as usize].0
    }

    /// The argument of a collected keyword.
    pub fn keyword_arg(&self, k: u16) -> usize {
        self.keywords[k as usize].1 as usize
    }
}

/// Keyword arguments beyond this are collected by the slow path.
const MAX_KEYWORDS: usize = 4;

/// Makes a plan, or `None` when the call cannot work (the slow path raises) or is too rare to plan.
pub fn plan(vm: &mut Vm, f: Value, nargs: usize, names: Value) -> Option<Plan> {
    // SAFETY: the caller's operands are alive.
    let (f, names): (Ref<'_>, Ref<'_>) = unsafe { (Ref::from_value(f), Ref::from_value(names)) };
    let func = f.get::<Function>(vm)?;
    let body = func.code_body();
    let code = &body.code;
    let kwnames: &[Owned] = if names.is_empty() { &[] } else { names.as_tuple(vm)? };
    let npos = nargs - kwnames.len();
    let (argc, kwonly) = (code.argcount as usize, code.kwonlyargcount as usize);
    let has_rest = code.flags.has(CodeFlags::VARARGS);
    if npos > argc && !has_rest {
        return None;
    }
    let mut params: Vec<Option<Source>> = vec![None; argc + kwonly];
    for (k, p) in params.iter_mut().enumerate().take(npos.min(argc)) {
        *p = Some(Source::Arg(k as u16));
    }
    let mut keywords = Vec::new();
    for (k, name) in kwnames.iter().enumerate() {
        let at = (code.posonlyargcount as usize..argc + kwonly)
            .find(|&p| same_name(vm, body.variables[p].lend(), name.lend()));
        let arg = (npos + k) as u16;
        match at {
            Some(p) if params[p].is_none() => params[p] = Some(Source::Arg(arg)),
            Some(_) => return None,
            None if code.flags.has(CodeFlags::VARKEYWORDS) && keywords.len() < MAX_KEYWORDS => {
                keywords.push((name.value(), arg));
            }
            None => return None,
        }
    }
    let defaults = func.defaults.lend().as_tuple(vm).unwrap_or_default();
    let first_default = argc - defaults.len().min(argc);
    for (p, source) in params.iter_mut().enumerate() {
        if source.is_some() {
            continue;
        }
        *source = Some(if p < argc {
            Source::Const(defaults.get(p.checked_sub(first_default)?)?.value())
        } else {
            let kwdefaults = func.kwdefaults.lend();
            let v = vm.dict_get_str(kwdefaults, body.variables[p].lend())?;
            // The dict keeps the value alive.
            Source::Const(v.value())
        });
    }
    let mut sources: Vec<Source> = params.into_iter().collect::<Option<_>>()?;
    if has_rest {
        let from = npos.min(argc) as u16;
        sources.push(Source::Rest { from, count: (npos as u16).saturating_sub(from) });
    }
    if code.flags.has(CodeFlags::VARKEYWORDS) {
        sources.push(Source::Keywords { from: 0, count: keywords.len() as u16 });
    }
    Some(Plan { callee: Callee { code: func.code_obj() }, sources, keywords })
}

fn same_name(vm: &Vm, a: Ref<'_>, b: Ref<'_>) -> bool {
    a.is(b) || a.as_text(vm).map(|s| s.bytes()) == b.as_text(vm).map(|s| s.bytes())
}

/// Binds arguments for a call from native code: the values of all parameters, owned.
///
/// # Errors
/// `TypeError` in CPython's words.
pub fn bind(vm: &mut Vm, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult<Vec<Owned>> {
    let Some(func) = f.get::<Function>(vm) else { return Err(vm.system_error("a function was expected")) };
    let code = func.code.clone();
    let (defaults, kwdefaults) = (func.defaults.clone(), func.kwdefaults.clone());
    let qualname = func.qualname.lend().as_text(vm).map(|s| s.lossy().into_owned()).unwrap_or_default();
    let body = code_body(&code);
    let code = &body.code;
    let (argc, kwonly) = (code.argcount as usize, code.kwonlyargcount as usize);
    let pos = args.pos();
    let mut params: Vec<Option<Owned>> = vec![None; argc + kwonly];
    for (p, a) in params.iter_mut().zip(pos.iter().take(argc)) {
        *p = Some(a.own());
    }
    let mut extra = if code.flags.has(CodeFlags::VARKEYWORDS) { Some(vm.dict()) } else { None };
    for (name, value) in args.kw() {
        let at =
            (code.posonlyargcount as usize..argc + kwonly).find(|&p| same_name(vm, body.variables[p].lend(), name));
        match at {
            Some(p) if params[p].is_none() => params[p] = Some(value.own()),
            Some(_) => {
                let n = vm.lossy(name);
                return Err(vm.type_error(format!("{qualname}() got multiple values for argument '{n}'")));
            }
            None => match &mut extra {
                Some(d) => vm.dict_set_str(d.lend(), name, value.own()),
                None => return Err(unexpected_keyword(vm, body, &qualname, args, name)),
            },
        }
    }
    if pos.len() > argc && !code.flags.has(CodeFlags::VARARGS) {
        let given_kwonly = params[argc..].iter().flatten().count();
        return Err(too_many(vm, body, &qualname, pos.len(), defaults.lend(), given_kwonly));
    }
    let defaults: Vec<Owned> = defaults.lend().as_tuple(vm).unwrap_or_default().to_vec();
    let first_default = argc - defaults.len().min(argc);
    for (p, default) in params[first_default..argc].iter_mut().zip(defaults) {
        p.get_or_insert(default);
    }
    missing(vm, body, &qualname, &params[..argc], 0, "positional")?;
    for (p, v) in params[argc..].iter_mut().zip(&body.variables[argc..]) {
        if p.is_none() && !kwdefaults.lend().is_none() {
            *p = vm.dict_get_str(kwdefaults.lend(), v.lend());
        }
    }
    missing(vm, body, &qualname, &params[argc..], argc, "keyword-only")?;
    let mut all: Vec<Owned> = params.into_iter().flatten().collect();
    if code.flags.has(CodeFlags::VARARGS) {
        let rest = pos.get(argc..).unwrap_or_default();
        all.push(vm.tuple_of(rest));
    }
    all.extend(extra);
    Ok(all)
}

/// The body of a code object.
pub(crate) fn code_body(code: &Owned) -> &CodeBody {
    // SAFETY: functions hold code objects only; the handle keeps this one alive.
    unsafe { &(*(code.value().bits() as *const crate::object::CodeObj)).body }
}

fn unexpected_keyword(vm: &mut Vm, body: &CodeBody, name: &str, args: &CallArgs<'_>, key: Ref<'_>) -> Raised {
    let posonly = body.code.posonlyargcount as usize;
    let passed: Vec<String> = body.variables[..posonly]
        .iter()
        .filter(|v| args.kw().any(|(k, _)| same_name(vm, v.lend(), k)))
        .map(|v| vm.lossy(v.lend()))
        .collect();
    if !passed.is_empty() {
        return vm.type_error(format!(
            "{name}() got some positional-only arguments passed as keyword arguments: '{}'",
            passed.join(", ")
        ));
    }
    let key = vm.lossy(key);
    let candidates: Vec<String> = body.variables[posonly..(body.code.argcount + body.code.kwonlyargcount) as usize]
        .iter()
        .map(|v| vm.lossy(v.lend()))
        .collect();
    let hint = match crate::types::exception::suggest::closest(&key, &candidates) {
        Some(c) => format!(". Did you mean '{c}'?"),
        None => String::new(),
    };
    vm.type_error(format!("{name}() got an unexpected keyword argument '{key}'{hint}"))
}

fn too_many(vm: &mut Vm, body: &CodeBody, name: &str, given: usize, defaults: Ref<'_>, kwonly: usize) -> Raised {
    let argc = body.code.argcount as usize;
    let ndefaults = defaults.as_tuple(vm).map_or(0, <[Owned]>::len);
    let takes = if ndefaults > 0 { format!("from {} to {argc}", argc - ndefaults) } else { argc.to_string() };
    let plural = if argc == 1 && ndefaults == 0 { "" } else { "s" };
    let (was, extra) = if kwonly > 0 {
        let s = if given == 1 { "" } else { "s" };
        let t = if kwonly == 1 { "" } else { "s" };
        ("were", format!(" positional argument{s} (and {kwonly} keyword-only argument{t})"))
    } else {
        (if given == 1 { "was" } else { "were" }, String::new())
    };
    vm.type_error(format!("{name}() takes {takes} positional argument{plural} but {given}{extra} {was} given"))
}

fn missing(
    vm: &mut Vm,
    body: &CodeBody,
    name: &str,
    params: &[Option<Owned>],
    first: usize,
    kind: &str,
) -> PyResult<()> {
    let names: Vec<String> = params
        .iter()
        .enumerate()
        .filter(|(_, p)| p.is_none())
        .map(|(k, _)| format!("'{}'", vm.lossy(body.variables[first + k].lend())))
        .collect();
    let Some((last, head)) = names.split_last() else { return Ok(()) };
    let list = match head {
        [] => last.clone(),
        [one] => format!("{one} and {last}"),
        many => format!("{}, and {last}", many.join(", ")),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    Err(vm.type_error(format!("{name}() missing {} required {kind} argument{plural}: {list}", names.len())))
}
