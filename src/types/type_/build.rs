//! `type.__new__`: puts a class together from its name, bases and namespace.

use super::{bases, declare, mro};
use crate::object::{
    CallArgs, ClassMethod, Dict, Function, GetSet, GetSetDef, Growth, HEADER_SIZE, Kind, Member, NameMap, Owned,
    PyResult, Raised, Ref, Slots, StaticMethod, Str, TAIL, TypeFlags, TypeObj, TypeParts, Vm, new as alloc, shape,
    type_for, update_slots,
};

/// Slots of instances beyond `__slots__`: at least and at most this many lie inline.
const INLINE: std::ops::RangeInclusive<usize> = 4..=30;

/// `type(name, bases, dict, **kwds)`.
pub(super) fn new(vm: &mut Vm, meta: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let (name, bases, namespace) = parse(vm, args)?;
    let mut bases: Vec<Owned> = bases.as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
    bases::check_types(vm, &bases)?;
    let asked = meta.expect_type();
    let winner = bases::metaclass(vm, asked, &bases)?.as_ref().own();
    let winner = winner.lend().expect_type();
    if !std::ptr::eq(winner, asked)
        && let Some(f) = winner.slots().new
        && !std::ptr::fn_addr_eq(f, new as crate::object::NewFn)
    {
        return f(vm, winner.as_ref(), args);
    }
    if bases.is_empty() {
        bases.push(type_for(Kind::Object).as_ref().own());
    }
    let namespace = alloc(namespace.get::<Dict>(vm).map(|d| d.copy(vm)).unwrap_or_default());
    let cls = build(vm, winner, name, &bases, namespace.lend())?;
    mro::customise(vm, cls.lend())?;
    update_slots(vm, cls.lend().expect_type());
    set_names(vm, cls.lend())?;
    init_subclass(vm, cls.lend(), args)?;
    Ok(cls)
}

fn parse<'a>(vm: &mut Vm, args: &CallArgs<'a>) -> PyResult<(Ref<'a>, Ref<'a>, Ref<'a>)> {
    let &[name, bases, namespace] = args.pos() else {
        let n = args.pos().len();
        return Err(vm.type_error(format!("type.__new__() takes exactly 3 arguments ({n} given)")));
    };
    let wrong = |vm: &mut Vm, i: usize, expected: &str, o: Ref<'_>| {
        let got = o.ty().message_name();
        vm.type_error(format!("type.__new__() argument {i} must be {expected}, not {got}"))
    };
    if name.as_text(vm).is_none() {
        return Err(wrong(vm, 1, "str", name));
    }
    if bases.as_tuple(vm).is_none() {
        return Err(wrong(vm, 2, "tuple", bases));
    }
    if namespace.as_dict(vm).is_none() {
        return Err(wrong(vm, 3, "dict", namespace));
    }
    Ok((name, bases, namespace))
}

/// Makes the class object with its namespace filled. Slots are computed afterwards.
fn build(vm: &mut Vm, meta: &TypeObj, name: Ref<'_>, bases: &[Owned], namespace: Ref<'_>) -> PyResult {
    let text = vm.lossy(name);
    if text.contains('\0') {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    let base = bases::best(vm, bases)?;
    let declared = declare::read(vm, &text, namespace, bases, base)?;
    let order = mro::linearise(vm, bases)?;
    let qualname = take_qualname(vm, namespace, &text)?;
    let cell = take_cell(vm, namespace)?;
    let layout = Layout::of(vm, base, &declared, &order, namespace);
    let (adds_dict, adds_weakref) =
        (layout.growth != Growth::Fixed && !base.has_dict(), declared.weakref && !base.has(TypeFlags::WEAKREF));
    let area = layout.attrs_offset != 0;
    let first = layout.fixed.len() - declared.names.len();
    let parts = TypeParts {
        ops: base.body.ops,
        attrs_offset: layout.attrs_offset,
        inline: layout.inline,
        size: layout.size,
        flags: flags(base, bases, declared.weakref),
        slots: Slots::default(),
        name: text,
        qualname,
        base: Some(base.as_ref().own()),
        bases: bases.to_vec(),
        mro: order,
        fixed: layout.fixed,
        growth: layout.growth,
        native: ("", ""),
    };
    let cls = parts.build(meta);
    let ty = cls.lend().expect_type();
    fill(vm, ty, namespace);
    for (slot, name) in (first as u32..).zip(&declared.names) {
        let owner = cls.clone();
        let member = Member { name: name.clone(), slot, owner, none_when_unset: false };
        ty.names().dict.insert(name.clone(), alloc(member));
    }
    if adds_dict && area {
        add_getter(vm, ty, &crate::types::object::DICT);
    }
    if adds_weakref {
        add_getter(vm, ty, &crate::types::weakref::WEAKREF);
    }
    defaults(vm, ty);
    if let Some(cell) = cell {
        set_cell(vm, cell.lend(), cls.lend())?;
    }
    Ok(cls)
}

fn flags(base: &TypeObj, bases: &[Owned], weakref: bool) -> u32 {
    const INHERITED: u32 = TypeFlags::GC | TypeFlags::MATCH_SELF | TypeFlags::EXCEPTION;
    let own = TypeFlags::CLASS | TypeFlags::BASE | TypeFlags::GC | if weakref { TypeFlags::WEAKREF } else { 0 };
    let collection = bases
        .iter()
        .map(|b| b.lend().expect_type().body.flags.get() & (TypeFlags::MAPPING | TypeFlags::SEQUENCE))
        .find(|&f| f != 0);
    own | base.body.flags.get() & INHERITED | collection.unwrap_or(0)
}

/// Where instances keep their attributes.
struct Layout {
    attrs_offset: u32,
    inline: u32,
    size: u32,
    fixed: Vec<Owned>,
    growth: Growth,
}

impl Layout {
    fn of(vm: &Vm, base: &TypeObj, declared: &declare::Declared, order: &[Owned], namespace: Ref<'_>) -> Layout {
        let mut fixed: Vec<Owned> = match base.body.attrs_offset {
            0 => Vec::new(),
            _ => shape(base.body.root_shape.get()).names.clone(),
        };
        fixed.extend(declared.names.iter().cloned());
        let growth = if declared.dict { Growth::Open } else { Growth::Fixed };
        let size = base.body.size;
        // Classes and modules keep attributes in namespaces of their own.
        let elsewhere = matches!(base.kind(), Kind::Type | Kind::Module);
        if elsewhere || (growth == Growth::Fixed && fixed.is_empty() && base.body.attrs_offset == 0) {
            return Layout { attrs_offset: 0, inline: 0, size, fixed: Vec::new(), growth: Growth::Fixed };
        }
        if base.kind() == Kind::Tuple {
            return Layout { attrs_offset: TAIL, inline: 0, size, fixed, growth };
        }
        let attrs_offset = match base.body.attrs_offset {
            0 => base.body.ops.size.next_multiple_of(8).max(HEADER_SIZE) as u32,
            n => n,
        };
        let open = match growth {
            Growth::Fixed => 0,
            _ => assigned(vm, order, namespace).clamp(*INLINE.start(), *INLINE.end()),
        };
        let inline = base.body.inline.max((fixed.len() + open) as u32);
        Layout { attrs_offset, inline, size: attrs_offset + 8 + 8 * inline, fixed, growth }
    }
}

/// How many attributes the methods of the class and its bases assign on `self`.
fn assigned(vm: &Vm, order: &[Owned], namespace: Ref<'_>) -> usize {
    let name = vm.names.static_attributes;
    let mut seen: Vec<Owned> = Vec::new();
    let own = vm.dict_get_str(namespace, name);
    let inherited = order.iter().filter_map(|t| t.lend().expect_type().names().dict.get(name).map(Ref::own));
    for names in own.into_iter().chain(inherited) {
        for n in names.lend().as_tuple(vm).unwrap_or_default() {
            let same = |s: &Owned| s.lend().as_text(vm).map(Str::bytes) == n.lend().as_text(vm).map(Str::bytes);
            if !seen.iter().any(same) {
                seen.push(n.clone());
            }
        }
    }
    seen.len()
}

fn take(vm: &mut Vm, namespace: Ref<'_>, name: Ref<'_>) -> PyResult<Option<Owned>> {
    vm.dict_remove(namespace, name)
}

fn take_qualname(vm: &mut Vm, namespace: Ref<'_>, name: &str) -> PyResult<String> {
    let key = vm.names.qualname;
    match take(vm, namespace, key)? {
        None => Ok(name.to_owned()),
        Some(q) if q.lend().is_a::<Str>() => Ok(vm.lossy(q.lend())),
        Some(q) => {
            let got = q.lend().ty().message_name();
            Err(vm.type_error(format!("type __qualname__ must be a str, not {got}")))
        }
    }
}

/// The cell of `__class__` that methods share.
fn take_cell(vm: &mut Vm, namespace: Ref<'_>) -> PyResult<Option<Owned>> {
    let key = vm.intern_forever("__classdictcell__");
    drop(take(vm, namespace, key)?);
    let key = vm.names.classcell;
    take(vm, namespace, key)
}

fn set_cell(vm: &mut Vm, cell: Ref<'_>, cls: Ref<'_>) -> PyResult<()> {
    match cell.get::<crate::object::CellBody>(vm) {
        Some(c) => {
            c.set(cls.own());
            Ok(())
        }
        None => {
            let kind = vm.repr_string(cell.ty().as_ref())?;
            Err(vm.type_error(format!("type.__new__(): __classcell__ must be a nonlocal cell, not {kind}")))
        }
    }
}

/// Moves the namespace over; a few functions are made static or class methods on the way.
fn fill(vm: &mut Vm, ty: &TypeObj, namespace: Ref<'_>) {
    let items = namespace.as_dict(vm).map(|d| d.to_vec(vm)).unwrap_or_default();
    let (new, classy) = (vm.names.new, [vm.names.init_subclass, vm.names.class_getitem]);
    let mut map = NameMap::default();
    for (key, value) in items {
        if !key.lend().is_a::<Str>() {
            continue;
        }
        let key = vm.interned(key.lend());
        let function = value.lend().is_a::<Function>();
        let value = if function && key.lend().is(new) {
            alloc(StaticMethod { func: value })
        } else if function && classy.iter().any(|n| key.lend().is(*n)) {
            alloc(ClassMethod { func: value })
        } else {
            value
        };
        map.insert(key, value);
    }
    ty.names().dict = map;
}

fn add_getter(vm: &mut Vm, ty: &TypeObj, def: &'static GetSetDef) {
    let name = vm.intern(def.name);
    if ty.names().dict.get(name.lend()).is_none() {
        let owner = ty.as_ref().own();
        ty.names().dict.insert(name, alloc(GetSet { def, owner }));
    }
}

/// `__module__`, `__doc__`, and `__hash__ = None` next to an `__eq__`.
fn defaults(vm: &mut Vm, ty: &TypeObj) {
    let names = &vm.names;
    let (module, doc, hash, eq) = (names.module, names.doc, names.hash, names.compare[2]);
    if ty.names().dict.get(module).is_none()
        && let Some(globals) = vm.current_globals()
        && let Some(m) = vm.dict_get_str(globals.lend(), vm.names.name)
    {
        ty.names().dict.insert(module.own(), m);
    }
    if ty.names().dict.get(doc).is_none() {
        ty.names().dict.insert(doc.own(), Owned::NONE);
    }
    if ty.names().dict.get(eq).is_some() && ty.names().dict.get(hash).is_none() {
        ty.names().dict.insert(hash.own(), Owned::NONE);
    }
}

/// Tells the attributes that want to know what they are called.
fn set_names(vm: &mut Vm, cls: Ref<'_>) -> PyResult<()> {
    let hook = vm.names.set_name;
    let all: Vec<(Owned, Owned)> = cls.expect_type().names().dict.iter().map(|(k, v)| (k.own(), v.own())).collect();
    for (key, value) in all {
        if value.lend().ty().lookup(hook).is_none() {
            continue;
        }
        if let Err(Raised) = vm.call_special(value.lend(), hook, &[cls, key.lend()]) {
            let e = vm.take_raised();
            let key = vm.repr_string(key.lend())?;
            let note = format!(
                "Error calling __set_name__ on '{}' instance {key} in '{}'",
                value.lend().ty().name(),
                cls.expect_type().name()
            );
            crate::types::exception::add_note(vm, e.lend(), &note);
            return Err(vm.reraise(e));
        }
    }
    Ok(())
}

/// `super(cls, cls).__init_subclass__(**kwds)`.
fn init_subclass(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let name = vm.names.init_subclass;
    let order = cls.expect_type().names().mro.clone();
    let found = order[1..].iter().find_map(|t| t.lend().expect_type().names().dict.get(name).map(Ref::own));
    let Some(f) = found else { return Ok(()) };
    let bound = match f.lend().ty().slots().descr_get {
        Some(get) => get(vm, f.lend(), None, cls)?,
        None => f,
    };
    let values: Vec<Ref<'_>> = args.kw().map(|(_, v)| v).collect();
    vm.call_args(bound.lend(), &CallArgs { all: &values, kwnames: args.kwnames }).map(drop)
}
