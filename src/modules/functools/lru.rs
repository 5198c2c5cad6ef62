//! `lru_cache` and `cache`: calls with arguments seen before answer from a table.
//!
//! The key of a call with one int or str is that object itself, else a tuple of the arguments. Python code may run while the
//! key is hashed and compared and while the function is called, so the table is asked again before it is changed.

use super::lru_links::Links;
use super::wraps::update;
use crate::modules::{is_callable, python};
use crate::object::{
    Args, Builtin, CallArgs, Dict, FnDef, Kind, LazySignature, Method, Owned, Payload, PyResult, Ref, TypeDef,
    TypeFlags, Visit, Vm, bind, new, new_of, type_for,
};

/// The body of a cached function.
struct LruCache {
    func: Owned,
    typed: bool,
    /// The most results that are kept; `None` for all.
    maxsize: Option<usize>,
    /// A dict from keys to results, or to indices of `links` when the size is bounded.
    table: Owned,
    links: Links,
    hits: i64,
    misses: i64,
}

impl Payload for LruCache {
    const KIND: Kind = Kind::LruCache;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.func);
        visit.owned(&self.table);
        self.links.traverse(visit);
    }
    fn clear(&mut self) {
        self.links = Links::default();
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<LruCache>("_lru_cache_wrapper", "functools")
        .doc("Create a cached callable that wraps another function.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .getters(crate::types::object::DICT_GETTERS)
        .slots(|s| {
            s.new = Some(new_wrapper);
            s.call = Some(call);
            s.descr_get = Some(get);
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("cache_info", "(self, /)", cache_info, "Report cache statistics"),
    FnDef::new("cache_clear", "(self, /)", cache_clear, "Clear the cache and cache statistics"),
    FnDef::new("cache_parameters", "(self, /)", cache_parameters, "Report the parameters of the cache"),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__copy__", "(self, /)", |_, a| Ok(a.get(0).own()), "Return self."),
    FnDef::new("__deepcopy__", "(self, memo, /)", |_, a| Ok(a.get(0).own()), "Return self."),
];

static SIGNATURE: LazySignature = LazySignature::new("(user_function, maxsize, typed, cache_info_type)");

fn new_wrapper(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "lru_cache", &SIGNATURE, args, |vm, a| {
        let func = a.get(0);
        if !is_callable(func) {
            return Err(vm.type_error("the first argument must be callable"));
        }
        let maxsize = match a.some(1) {
            None => None,
            Some(m) if m.ty().slots().index.is_some() => Some(vm.index_i64(m)?.max(0) as usize),
            Some(_) => return Err(vm.type_error("maxsize should be integer or None")),
        };
        let typed = vm.truth(a.get(2))?;
        Ok(new_of(cls.expect_type(), body(vm, func.own(), maxsize, typed)))
    })
}

fn body(vm: &Vm, func: Owned, maxsize: Option<usize>, typed: bool) -> LruCache {
    LruCache { func, typed, maxsize, table: vm.dict(), links: Links::default(), hits: 0, misses: 0 }
}

/// A cached function that looks like the one it wraps.
fn wrapper(vm: &mut Vm, func: Ref<'_>, maxsize: Option<usize>, typed: bool) -> PyResult {
    if !is_callable(func) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let w = new_of(type_for(Kind::LruCache), body(vm, func.own(), maxsize, typed));
    update(vm, w.lend(), func, None, None)?;
    Ok(w)
}

pub(super) fn cache(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    wrapper(vm, a.get(0), None, false)
}

/// With a function: its cached form with the default size. With a size: a decorator.
pub(super) fn lru_cache(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    static DECORATE: FnDef = FnDef::new("decorating_function", "(maxsize, typed, user_function, /)", decorate, "");
    let typed = a.opt(1).map_or(Owned::bool(false), Ref::own);
    let maxsize = match a.opt(0) {
        None => Owned::int(128),
        Some(m) if m.is_none() => Owned::NONE,
        Some(m) => match m.as_int(vm) {
            Some(i) => Owned::int(i.to_i64().unwrap_or(i64::MAX).max(0)),
            None if is_callable(m) && typed.value().is_bool() => {
                let typed = vm.truth(typed.lend())?;
                return wrapper(vm, m, Some(128), typed);
            }
            None => return Err(vm.type_error("Expected first argument to be an integer, a callable, or None")),
        },
    };
    let module = vm.intern("functools");
    let f = new(Builtin { def: &DECORATE, this: None, bound: false, module });
    Ok(super::partial::of(f, vec![maxsize, typed]))
}

fn decorate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let maxsize = a.some(0).and_then(|m| m.as_i64(vm)).map(|m| m.max(0) as usize);
    let typed = vm.truth(a.get(1))?;
    wrapper(vm, a.get(2), maxsize, typed)
}

fn get(_: &mut Vm, f: Ref<'_>, o: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    match o.filter(|o| !o.is_none()) {
        Some(o) => Ok(new(Method { func: f.own(), this: o.own() })),
        None => Ok(f.own()),
    }
}

/// What a call is known by.
fn key(vm: &Vm, args: &CallArgs<'_>, typed: bool) -> Owned {
    if !typed && args.kwnames.is_empty() {
        if let [one] = args.all
            && (one.ty().is_exactly(Kind::Int) || one.ty().is_exactly(Kind::Str))
        {
            return one.own();
        }
        return vm.tuple_of(args.all);
    }
    let mut all: Vec<Owned> = args.pos().iter().map(|a| a.own()).collect();
    if !args.kwnames.is_empty() {
        // Between positions and keywords stands a mark that is hardly ever an argument.
        all.push(Kind::LruCache.ty().own());
    }
    for (name, value) in args.kw() {
        all.extend([name.own(), value.own()]);
    }
    if typed {
        all.extend(args.all.iter().map(|a| a.ty().as_ref().own()));
    }
    vm.tuple(all)
}

fn call(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let Some(c) = o.get_mut::<LruCache>(vm) else { return Ok(Owned::NONE) };
    let (typed, maxsize) = (c.typed, c.maxsize);
    if maxsize == Some(0) {
        c.misses += 1;
        let func = c.func.clone();
        return vm.call_args(func.lend(), args);
    }
    let table = c.table.clone();
    let key = key(vm, args, typed);
    let hash = vm.hash(key.lend())?;
    if let Some(at) = vm.dict_find(table.lend(), hash, key.lend())? {
        let found = table.lend().get::<Dict>(vm).map(|d| d.value_at(vm, at)).unwrap_or(Owned::NONE);
        let Some(c) = o.get_mut::<LruCache>(vm) else { return Ok(Owned::NONE) };
        c.hits += 1;
        return Ok(match (maxsize, found.value().as_fixnum()) {
            (Some(_), Some(i)) if (i as usize) < c.links.len() => c.links.touch(i as usize),
            _ => found,
        });
    }
    let Some(c) = o.get_mut::<LruCache>(vm) else { return Ok(Owned::NONE) };
    c.misses += 1;
    let func = c.func.clone();
    let result = vm.call_args(func.lend(), args)?;
    match maxsize {
        None => {
            let table = o.get::<LruCache>(vm).map_or(Owned::NONE, |c| c.table.clone());
            vm.dict_set_hashed(table.lend(), hash, key.lend(), result.clone())?;
        }
        Some(maxsize) => remember(vm, o, key, hash, result.clone(), maxsize)?,
    }
    Ok(result)
}

/// Enters a result into a bounded cache, in the place of the oldest when it is full.
fn remember(vm: &mut Vm, o: Ref<'_>, key: Owned, hash: i64, result: Owned, maxsize: usize) -> PyResult<()> {
    let Some(table) = o.get::<LruCache>(vm).map(|c| c.table.clone()) else { return Ok(()) };
    if vm.dict_find(table.lend(), hash, key.lend())?.is_some() {
        // The call has entered the same key itself, further down.
        return Ok(());
    }
    let Some(c) = o.get_mut::<LruCache>(vm) else { return Ok(()) };
    let oldest = if c.links.len() < maxsize { None } else { c.links.oldest() };
    let Some((i, old_key, old_hash)) = oldest else {
        let i = c.links.push(key.clone(), hash, result);
        return vm.dict_set_hashed(table.lend(), hash, key.lend(), Owned::usize(i));
    };
    let at = vm.dict_find(table.lend(), old_hash, old_key.lend())?;
    let Some(c) = o.get_mut::<LruCache>(vm) else { return Ok(()) };
    let dropped = c.links.reuse(i, key.clone(), hash, result);
    if let Some(at) = at
        && let Some(d) = table.lend().get_mut::<Dict>(vm)
    {
        drop(d.remove_at(at));
    }
    drop(dropped);
    vm.dict_set_hashed(table.lend(), hash, key.lend(), Owned::usize(i))
}

/// The class of `cache_info()`'s results.
#[derive(Default)]
struct InfoClass(Option<Owned>);

fn info_class(vm: &mut Vm) -> PyResult {
    if let Some(c) = &vm.extension::<InfoClass>().0 {
        return Ok(c.clone());
    }
    let make = python::get(vm, "collections", "namedtuple")?;
    let fields = ["hits", "misses", "maxsize", "currsize"].map(Owned::str).to_vec();
    let (name, fields, module) = (Owned::str("CacheInfo"), vm.list(fields), Owned::str("functools"));
    let keyword = vm.intern("module");
    let args = [name.lend(), fields.lend(), module.lend()];
    let class = vm.call_args(make.lend(), &CallArgs { all: &args, kwnames: &[keyword.lend()] })?;
    vm.extension::<InfoClass>().0 = Some(class.clone());
    Ok(class)
}

fn cache_info(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let class = info_class(vm)?;
    let Some(c) = a.get(0).get::<LruCache>(vm) else { return Ok(Owned::NONE) };
    let size = c.table.lend().as_dict(vm).map_or(0, Dict::len);
    let fields =
        [Owned::int(c.hits), Owned::int(c.misses), c.maxsize.map_or(Owned::NONE, Owned::usize), Owned::usize(size)];
    vm.call(class.lend(), Owned::lend_all(&fields))
}

fn cache_clear(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let fresh = vm.dict();
    if let Some(c) = a.get(0).get_mut::<LruCache>(vm) {
        (c.hits, c.misses) = (0, 0);
        let old = (std::mem::replace(&mut c.table, fresh), std::mem::take(&mut c.links));
        drop(old);
    }
    Ok(Owned::NONE)
}

fn cache_parameters(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(c) = a.get(0).get::<LruCache>(vm) else { return Ok(Owned::NONE) };
    let (maxsize, typed) = (c.maxsize.map_or(Owned::NONE, Owned::usize), Owned::bool(c.typed));
    let d = vm.dict();
    vm.dict_set_name(d.lend(), "maxsize", maxsize);
    vm.dict_set_name(d.lend(), "typed", typed);
    Ok(d)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let name = vm.names.qualname;
    vm.get_attr(a.get(0), name)
}
