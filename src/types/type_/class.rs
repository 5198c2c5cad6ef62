//! The `class` statement around its body: what happens before (bases, metaclass, namespace) and after (calling the metaclass).

use super::bases;
use crate::object::{CallArgs, CellBody, Kind, Owned, PyResult, Ref, Vm, type_for};

/// What the body needs, and what is needed after it.
pub struct Preparation {
    /// The class's name.
    pub name: Owned,
    /// The bases after `__mro_entries__`, a tuple.
    pub bases: Owned,
    /// The bases as written, when they differ.
    pub written: Option<Owned>,
    /// The metaclass, or any callable given as one.
    pub meta: Owned,
    /// Keyword arguments without `metaclass`.
    pub keywords: Vec<(Owned, Owned)>,
    /// The namespace that the body runs in, a mapping.
    pub namespace: Owned,
}

/// Does what a `class` statement does before its body runs: `bases` and keywords as written.
///
/// # Errors
/// Conflicts of metaclasses, or what `__mro_entries__` and `__prepare__` raise.
pub fn prepare_class(
    vm: &mut Vm,
    name: Ref<'_>,
    bases: &[Ref<'_>],
    keywords: impl Iterator<Item = (Owned, Owned)>,
) -> PyResult<Preparation> {
    let written = vm.tuple_of(bases);
    let resolved = resolve_bases(vm, written.lend())?;
    let mut keywords: Vec<(Owned, Owned)> = keywords.collect();
    let metaclass_name = vm.names.metaclass;
    let asked = keywords
        .iter()
        .position(|(k, _)| vm.interned(k.lend()).lend().is(metaclass_name))
        .map(|i| keywords.remove(i).1);
    let all: Vec<Owned> = resolved.lend().as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
    let meta = match asked {
        Some(m) if m.lend().as_type().is_none() => m,
        asked => {
            let start = match asked {
                Some(m) => m,
                None => all.first().map_or(type_for(Kind::Type), |b| b.lend().ty()).as_ref().own(),
            };
            bases::metaclass(vm, start.lend().expect_type(), &all)?.as_ref().own()
        }
    };
    let namespace = prepare(vm, meta.lend(), name, resolved.lend(), &keywords)?;
    let written = if written.lend().is(resolved.lend()) { None } else { Some(written) };
    Ok(Preparation { name: name.own(), bases: resolved, written, meta, keywords, namespace })
}

/// Replaces bases that are no classes by what their `__mro_entries__` gives.
fn resolve_bases(vm: &mut Vm, bases: Ref<'_>) -> PyResult {
    let all: Vec<Owned> = bases.as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
    let mut resolved = Vec::with_capacity(all.len());
    let mut changed = false;
    for b in &all {
        if b.lend().as_type().is_some() {
            resolved.push(b.clone());
            continue;
        }
        let name = vm.names.mro_entries;
        let Some(f) = vm.get_attr_opt(b.lend(), name)? else {
            resolved.push(b.clone());
            continue;
        };
        let entries = vm.call(f.lend(), &[bases])?;
        let Some(items) = entries.lend().as_tuple(vm).map(<[Owned]>::to_vec) else {
            return Err(vm.type_error("__mro_entries__ must return a tuple"));
        };
        resolved.extend(items);
        changed = true;
    }
    Ok(if changed { vm.tuple(resolved) } else { bases.own() })
}

fn prepare(vm: &mut Vm, meta: Ref<'_>, name: Ref<'_>, bases: Ref<'_>, keywords: &[(Owned, Owned)]) -> PyResult {
    if meta.is(type_for(Kind::Type).as_ref()) {
        return Ok(vm.dict());
    }
    let hook = vm.names.prepare;
    let Some(f) = vm.get_attr_opt(meta, hook)? else { return Ok(vm.dict()) };
    let namespace = call(vm, f.lend(), &[name, bases], keywords)?;
    if namespace.lend().ty().slots().getitem.is_none() {
        let what = meta.as_type().map_or("<metaclass>".to_owned(), |t| t.name().to_owned());
        let got = namespace.lend().ty().message_name();
        return Err(vm.type_error(format!("{what}.__prepare__() must return a mapping, not {got}")));
    }
    Ok(namespace)
}

fn call(vm: &mut Vm, f: Ref<'_>, args: &[Ref<'_>], keywords: &[(Owned, Owned)]) -> PyResult {
    let mut all: Vec<Ref<'_>> = args.to_vec();
    all.extend(keywords.iter().map(|(_, v)| v.lend()));
    let names: Vec<Ref<'_>> = keywords.iter().map(|(k, _)| k.lend()).collect();
    vm.call_args(f, &CallArgs { all: &all, kwnames: &names })
}

/// Does what a `class` statement does after its body ran: `cell` is what the body returned, the cell of `__class__` or `None`.
///
/// # Errors
/// What the metaclass raises.
pub fn finish_class(vm: &mut Vm, p: &Preparation, cell: Ref<'_>) -> PyResult {
    if let Some(written) = &p.written {
        let key = vm.names.orig_bases;
        vm.set_item(p.namespace.lend(), key, Some(written.lend()))?;
    }
    let args = [p.name.lend(), p.bases.lend(), p.namespace.lend()];
    let cls = call(vm, p.meta.lend(), &args, &p.keywords)?;
    if cls.lend().as_type().is_none() {
        return Ok(cls);
    }
    let Some(set) = cell.get::<CellBody>(vm).map(CellBody::get) else { return Ok(cls) };
    match set {
        Some(c) if c.lend().is(cls.lend()) => Ok(cls),
        Some(c) => {
            let (set, made) = (vm.repr_string(c.lend())?, vm.repr_string(cls.lend())?);
            let name = vm.repr_string(p.name.lend())?;
            Err(vm.type_error(format!("__class__ set to {set} defining {name} as {made}")))
        }
        None => {
            let (name, made) = (vm.repr_string(p.name.lend())?, vm.repr_string(cls.lend())?);
            Err(vm.runtime_error(format!(
                "__class__ not set defining {name} as {made}. Was __classcell__ propagated to type.__new__?"
            )))
        }
    }
}
