//! What `copy` and `pickle` ask of an object that has no way of its own: `__reduce_ex__` and `__getstate__`.

use crate::object::{Kind, MethodDescr, Owned, PyResult, Ref, Vm, shape, type_for};

/// `object.__reduce_ex__(o, protocol)`: an overridden `__reduce__` goes first.
pub(super) fn reduce_ex(vm: &mut Vm, o: Ref<'_>, protocol: i64) -> PyResult {
    let name = vm.intern("__reduce__");
    let own = type_for(Kind::Object).lookup(name.lend());
    let found = o.ty().lookup(name.lend());
    if let (Some(x), Some(y)) = (own, found)
        && !x.is(y)
    {
        return vm.call_method(o, "__reduce__", &[]);
    }
    reduce(vm, o, protocol)
}

/// `object.__reduce__` for a protocol: 2 and above by `copyreg.__newobj__`, older ones by `copyreg._reduce_ex`.
pub(super) fn reduce(vm: &mut Vm, o: Ref<'_>, protocol: i64) -> PyResult {
    let copyreg = vm.import("copyreg")?;
    if protocol < 2 {
        return vm.call_method(copyreg.lend(), "_reduce_ex", &[o, Owned::int(protocol).lend()]);
    }
    let cls = o.ty().as_ref();
    if o.ty().slots().new.is_none() {
        let name = o.ty().message_name();
        return Err(vm.type_error(format!("cannot pickle '{name}' object")));
    }
    let (args, kwargs) = new_arguments(vm, o)?;
    let required = !args.is_empty() || kwargs.is_some() || container(o);
    let state = state(vm, o, !required)?;
    let (make, make_args) = match kwargs {
        None => {
            let f = vm.get_attr_str(copyreg.lend(), "__newobj__")?;
            let all = std::iter::once(cls.own()).chain(args).collect();
            (f, vm.tuple(all))
        }
        Some(kw) => {
            let f = vm.get_attr_str(copyreg.lend(), "__newobj_ex__")?;
            let args = vm.tuple(args);
            (f, vm.tuple(vec![cls.own(), args, kw]))
        }
    };
    let items = if o.is_a::<crate::object::List>() { vm.iter(o)? } else { Owned::NONE };
    let pairs = if o.is_a::<crate::object::Dict>() {
        let items = vm.call_method(o, "items", &[])?;
        vm.iter(items.lend())?
    } else {
        Owned::NONE
    };
    Ok(vm.tuple(vec![make, make_args, state, items, pairs]))
}

fn container(o: Ref<'_>) -> bool {
    o.is_a::<crate::object::List>() || o.is_a::<crate::object::Dict>()
}

/// What `__getnewargs_ex__` or `__getnewargs__` says.
fn new_arguments(vm: &mut Vm, o: Ref<'_>) -> PyResult<(Vec<Owned>, Option<Owned>)> {
    let name = vm.intern_forever("__getnewargs_ex__");
    if let Some(r) = vm.call_special(o, name, &[])? {
        let pair = r.lend().as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
        let [args, kw] = &pair[..] else {
            return Err(vm.type_error("__getnewargs_ex__ should return a tuple of length 2"));
        };
        let args = vm.collect(args.lend())?;
        return Ok((args, Some(kw.clone())));
    }
    let name = vm.intern_forever("__getnewargs__");
    match vm.call_special(o, name, &[])? {
        Some(r) => match r.lend().as_tuple(vm).map(<[Owned]>::to_vec) {
            Some(args) => Ok((args, None)),
            None => {
                let name = r.lend().ty().message_name();
                Err(vm.type_error(format!("__getnewargs__ should return a tuple, not '{name}'")))
            }
        },
        None => Ok((Vec::new(), None)),
    }
}

/// `__getstate__()`, the default one with the check that everything can be copied.
fn state(vm: &mut Vm, o: Ref<'_>, required: bool) -> PyResult {
    let name = vm.intern_forever("__getstate__");
    let native = o.ty().lookup(name).is_some_and(|f| f.is_a::<MethodDescr>());
    if native { default_state(vm, o, required) } else { vm.call_method(o, "__getstate__", &[]) }
}

/// `object.__getstate__(o)`: the dict, with a second dict when there are slots; `None` when there is nothing.
pub(crate) fn default_state(vm: &mut Vm, o: Ref<'_>, required: bool) -> PyResult {
    let ty = o.ty();
    if required && ty.kind() != Kind::Object {
        return Err(vm.type_error(format!("cannot pickle '{}' object", ty.name())));
    }
    let dict = if ty.has_dict() { vm.attrs_snapshot(o) } else { Owned::NONE };
    let dict = match dict.lend().as_dict(vm).map(|d| d.is_empty()) {
        Some(true) | None => Owned::NONE,
        Some(false) => dict,
    };
    let slots = vm.dict();
    if ty.body.attrs_offset != 0 {
        let names: Vec<Owned> = shape(ty.body.root_shape.get()).names.clone();
        for n in names {
            if let Some(v) = vm.get_attr_opt(o, n.lend())? {
                vm.dict_set_str(slots.lend(), n.lend(), v);
            }
        }
    }
    if slots.lend().as_dict(vm).is_none_or(|d| d.is_empty()) {
        return Ok(dict);
    }
    Ok(vm.tuple(vec![dict, slots]))
}
