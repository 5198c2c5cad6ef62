//! `gc`: the cycle collector as Python sees it. There is one generation; thresholds are remembered and otherwise ignored, since
//! collections start when the heap has grown.

use super::ModuleDef;
use crate::interp::run_finalizers;
use crate::object::{
    Args, FnDef, Kind, Owned, PyResult, Ref, Tuple, Vm, collect, containers, enable_collector, have_finalizers,
    is_collector_enabled, is_container, queue_finalizers, referents,
};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "gc",
        doc: "This module provides access to the garbage collector for reference cycles.",
        functions: FUNCTIONS,
        fill,
    }
}

static FUNCTIONS: &[FnDef] = &[
    FnDef::new(
        "collect",
        "(generation=2)",
        collect_now,
        "Run the garbage collector.\n\nReturns the number of unreachable objects.",
    ),
    FnDef::new("enable", "()", |_, _| switch(true), "Enable automatic garbage collection."),
    FnDef::new("disable", "()", |_, _| switch(false), "Disable automatic garbage collection."),
    FnDef::new(
        "isenabled",
        "()",
        |_, _| Ok(Owned::bool(is_collector_enabled())),
        "Returns true if automatic garbage collection is enabled.",
    ),
    FnDef::new(
        "get_count",
        "()",
        |vm, _| numbers(vm, [0, 0, 0]),
        "Return a three-tuple of the current collection counts.",
    ),
    FnDef::new(
        "get_threshold",
        "()",
        |vm, _| {
            let thresholds = vm.extension::<State>().thresholds;
            numbers(vm, thresholds)
        },
        "Return the current collection thresholds.",
    ),
    FnDef::new(
        "set_threshold",
        "(threshold0, threshold1=10, threshold2=10, /)",
        set_threshold,
        "Set the collection thresholds (the collection frequency).\n\nSetting 'threshold0' to zero disables collection.",
    ),
    FnDef::new(
        "get_objects",
        "(generation=None)",
        |vm, _| {
            let all = containers(vm);
            Ok(vm.list(all))
        },
        "Return a list of objects tracked by the collector (excluding the list returned).",
    ),
    FnDef::new(
        "get_referents",
        "(*objs)",
        get_referents,
        "Return the list of objects that are directly referred to by 'objs'.",
    ),
    FnDef::new(
        "get_referrers",
        "(*objs)",
        get_referrers,
        "Return the list of objects that directly refer to any of 'objs'.",
    ),
    FnDef::new(
        "is_tracked",
        "(obj, /)",
        |vm, a| Ok(Owned::bool(is_tracked(vm, a.get(0)))),
        "Returns true if the object is tracked by the garbage collector.",
    ),
    FnDef::new(
        "is_finalized",
        "(obj, /)",
        |_, a| Ok(Owned::bool(a.get(0).header().is_some_and(|h| h.references() > 0 && h.is_finalized()))),
        "Returns true if the object has been already finalized by the GC.",
    ),
    FnDef::new("get_stats", "()", get_stats, "Return a list of dictionaries containing per-generation statistics."),
    FnDef::new("get_debug", "()", |vm, _| Ok(Owned::int(vm.extension::<State>().debug)), "Get the debugging flags."),
    FnDef::new(
        "set_debug",
        "(flags, /)",
        |vm, a| {
            let flags = vm.index_i64(a.get(0))?;
            vm.extension::<State>().debug = flags;
            Ok(Owned::NONE)
        },
        "Set the garbage collection debugging flags.",
    ),
    FnDef::new(
        "freeze",
        "()",
        |_, _| Ok(Owned::NONE),
        "Freeze all current tracked objects and ignore them for future collections.",
    ),
    FnDef::new("unfreeze", "()", |_, _| Ok(Owned::NONE), "Unfreeze all objects in the permanent generation."),
    FnDef::new(
        "get_freeze_count",
        "()",
        |_, _| Ok(Owned::int(0)),
        "Return the number of objects in the permanent generation.",
    ),
];

/// What the module remembers.
struct State {
    thresholds: [i64; 3],
    debug: i64,
    collections: i64,
    collected: i64,
}

impl Default for State {
    fn default() -> State {
        State { thresholds: [2000, 10, 0], debug: 0, collections: 0, collected: 0 }
    }
}

/// The end of the program: what the main module refers to is finalised while its names are still there, then everything that is
/// only kept by that module.
pub fn at_end(vm: &mut Vm, main: Owned) {
    if !have_finalizers() {
        return;
    }
    let values: Vec<Owned> =
        main.lend().as_dict(vm).map(|d| d.to_vec(vm)).unwrap_or_default().into_iter().map(|(_, v)| v).collect();
    for o in &values {
        if queue_finalizers(std::slice::from_ref(o)) {
            run_finalizers(vm);
        }
    }
    drop(values);
    let (modules, name) = (vm.sys_modules(), vm.intern("__main__"));
    if let Ok(module) = vm.dict_remove(modules.lend(), name.lend()) {
        drop(module);
    }
    vm.clear_raised();
    drop(main);
    collect(vm, run_finalizers);
}

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    for name in ["garbage", "callbacks"] {
        let list = vm.list(Vec::new());
        vm.dict_set_name(dict, name, list);
    }
    let flags = [("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4), ("DEBUG_SAVEALL", 32)];
    for (name, value) in flags {
        vm.dict_set_name(dict, name, Owned::int(value));
    }
    vm.dict_set_name(dict, "DEBUG_LEAK", Owned::int(38));
    Ok(())
}

fn switch(on: bool) -> PyResult {
    enable_collector(on);
    Ok(Owned::NONE)
}

fn numbers(vm: &mut Vm, all: [i64; 3]) -> PyResult {
    Ok(vm.tuple(all.map(Owned::int).into()))
}

fn set_threshold(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    for i in 0..3 {
        if let Some(n) = a.opt(i) {
            let n = vm.index_i64(n)?;
            vm.extension::<State>().thresholds[i] = n;
        }
    }
    enable_collector(vm.extension::<State>().thresholds[0] != 0);
    Ok(Owned::NONE)
}

fn collect_now(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let generation = match a.opt(0) {
        Some(n) => vm.index_i64(n)?,
        None => 2,
    };
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    // What is dying already is not the collector's.
    run_finalizers(vm);
    call_back(vm, "start", generation, 0)?;
    let n = collect(vm, run_finalizers);
    let state = vm.extension::<State>();
    state.collections += 1;
    state.collected += n as i64;
    call_back(vm, "stop", generation, n)?;
    Ok(Owned::usize(n))
}

/// A collection that the program did not ask for. Who has not imported the module has no callbacks.
pub fn collect_automatically(vm: &mut Vm) {
    let modules = vm.sys_modules();
    let imported = vm.dict_get_name(modules.lend(), "gc").is_some();
    let told = |vm: &mut Vm, phase: &str, found: usize| {
        if imported && call_back(vm, phase, 2, found).is_err() {
            vm.clear_raised();
        }
    };
    told(vm, "start", 0);
    let found = crate::object::collect(vm, crate::interp::run_finalizers);
    told(vm, "stop", found);
}

/// Calls what is in `gc.callbacks`.
fn call_back(vm: &mut Vm, phase: &str, generation: i64, found: usize) -> PyResult<()> {
    let module = vm.import("gc")?;
    let callbacks = vm.get_attr_str(module.lend(), "callbacks")?;
    let callbacks = vm.collect(callbacks.lend())?;
    for f in callbacks {
        let info = vm.dict();
        let parts = [
            ("generation", Owned::int(generation)),
            ("collected", Owned::usize(found)),
            ("uncollectable", Owned::int(0)),
        ];
        for (name, value) in parts {
            vm.dict_set_name(info.lend(), name, value);
        }
        let phase = Owned::str(phase);
        if vm.call(f.lend(), &[phase.lend(), info.lend()]).is_err() {
            crate::types::exception::report_unraisable(vm, f.lend());
        }
    }
    Ok(())
}

/// As CPython has it: containers, except tuples of things that are none.
fn is_tracked(vm: &Vm, o: Ref<'_>) -> bool {
    match o.get::<Tuple>(vm) {
        Some(t) if o.ty().is_exactly(Kind::Tuple) => t.items().iter().any(|x| is_container(x.lend())),
        _ => is_container(o),
    }
}

fn get_referents(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let all = a.rest.iter().flat_map(|o| referents(vm, *o)).collect();
    Ok(vm.list(all))
}

fn get_referrers(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let wanted = |o: &Owned| a.rest.iter().any(|w| w.is(o.lend()));
    let all = containers(vm).into_iter().filter(|o| referents(vm, o.lend()).iter().any(wanted)).collect();
    Ok(vm.list(all))
}

fn get_stats(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    let (collections, collected) = {
        let state = vm.extension::<State>();
        (state.collections, state.collected)
    };
    let mut all = Vec::new();
    for (collections, collected) in [(0, 0), (0, 0), (collections, collected)] {
        let entry = vm.dict();
        for (name, value) in [("collections", collections), ("collected", collected), ("uncollectable", 0)] {
            vm.dict_set_name(entry.lend(), name, Owned::int(value));
        }
        all.push(entry);
    }
    Ok(vm.list(all))
}
