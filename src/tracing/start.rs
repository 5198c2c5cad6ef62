//! Setting the tracer up: with the first loop or function that becomes hot, so that short scripts do not pay for it.

#![allow(unsafe_code, reason = "the tracer's state hangs on the VM as a raw pointer")]

use super::descrs::Layouts;
use super::log::Log;
use super::loops::{Tracer, hot, safepoint, tracer};
use super::params::Params;
use super::{enter, lifetime, tokens};
use crate::object::{EVAL_BREAKER, Hot, PyResult, Vm, WordMap};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use taipan_jit::backend::context::JitCtx;
use taipan_jit::backend::cranelift::Detail;
use taipan_jit::engine::{Engine, Optimiser, Settings};
use taipan_jit::opt::OptConfig;

/// What the tracer will be made of.
#[derive(Default)]
struct Asleep(Option<(Params, Log)>);

/// Has the tracer set up when something becomes hot; at once, if it keeps a log.
///
/// # Errors
/// When the log cannot be written, or, with a log, when there is no native code for this machine.
pub fn install(vm: &mut Vm, params: Params) -> Result<(), String> {
    let log = Log::open(&params.log);
    if !params.enabled {
        vm.set_loop_threshold(0);
        return Ok(());
    }
    vm.set_loop_threshold(params.threshold);
    if log.wants() {
        return set_up(vm, params, log);
    }
    vm.extension::<Asleep>().0 = Some((params, log));
    vm.hooks.hot = wake;
    Ok(())
}

/// The hook of the first back-edge or entry that is hot.
fn wake(vm: &mut Vm) -> PyResult<Hot> {
    vm.hooks.hot = crate::interp::no_tracer;
    if let Some((params, log)) = vm.extension::<Asleep>().0.take()
        && let Err(message) = set_up(vm, params, log)
    {
        eprintln!("taipan: the program is only interpreted: {message}");
        vm.set_loop_threshold(0);
    }
    (vm.hooks.hot)(vm)
}

fn set_up(vm: &mut Vm, params: Params, log: Log) -> Result<(), String> {
    let layouts = Layouts::new();
    let mut settings = Settings {
        worker: params.threads > 0,
        exit_threshold: params.bridge_threshold,
        perf_map: params.perf,
        exit_everywhere: params.exit_everywhere,
        callable: true,
        detail: if log.wants() { Detail::ALL } else { Detail::default() },
        ..Settings::default()
    };
    settings.heap.float_type = crate::object::kind_ptr(crate::object::Kind::Float) as u64;
    settings.heap.int_type = crate::object::kind_ptr(crate::object::Kind::Int) as u64;
    let optimiser: Arc<dyn Optimiser> = Arc::new(if params.optimise { params.opt.clone() } else { OptConfig::none() });
    let notify = Box::new(|| {
        EVAL_BREAKER.fetch_or(crate::object::BREAK_INSTALL, Ordering::Relaxed);
    });
    let engine = Engine::new(settings, layouts.descrs.clone(), optimiser, notify).map_err(|e| e.to_string())?;
    let breaker = EVAL_BREAKER.as_ptr() as *const u32;
    // Class c of the engine holds blocks of 16 * c bytes, the heap's first class those of 16.
    let lists = (crate::object::free_lists_address() - 8) as *mut u64;
    let mut ctx = JitCtx::new(engine.stubs(), enter::runtime_fns(), breaker, lists);
    enter::share(vm, &mut ctx);
    let tracer = Tracer {
        engine,
        layouts: Some(layouts),
        ctx,
        loops: WordMap::default(),
        recipes: Vec::new(),
        headers: HashMap::new(),
        tokens: HashMap::new(),
        kept: HashMap::new(),
        unrolled: HashMap::new(),
        params,
        log,
        recording: false,
        running: Vec::new(),
        dead: Vec::new(),
    };
    vm.jit = Box::into_raw(Box::new(tracer)) as *mut u8;
    vm.hooks.hot = hot;
    vm.hooks.safepoint = safepoint;
    vm.hooks.native_references = lifetime::references;
    vm.hooks.forget_native = lifetime::forget;
    crate::object::set_flip(tokens::break_token);
    Ok(())
}

/// Ends the log with a summary.
pub fn shut_down(vm: &mut Vm) {
    let Some(t) = tracer(vm) else { return };
    if t.log.wants() {
        t.engine.wait();
        t.report();
        t.tell_summary();
    }
}
