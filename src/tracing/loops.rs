//! Hot loops: when to record, when to enter, when to give up.
//!
//! A loop is known by its code and header unit. Its state:
//!
//! ```text
//!   counting ──hot──▶ recording ──▶ compiling ──▶ ready ◀──▶ running
//!      ▲                  │ aborted                 │ an assumption was broken
//!      └── threshold × 2 ─┘ (after 6: never again)  └──▶ counting
//! ```

#![allow(unsafe_code, reason = "the tracer's state hangs on the VM as a raw pointer")]

use super::descrs::Layouts;
use super::enter::{self, Left};
use super::log::Log;
use super::params::Params;
use super::recorder::{End, Frame, Goal, Recorder, decode_action};
use super::tokens;
use crate::machine::{Direct, Flow};
use crate::object::{
    Action, CodeObj, EVAL_BREAKER, Frame as ControlFrame, Hot, Owned, PyResult, Raised, Site, Value, Vm,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use taipan_jit::backend::context::JitCtx;
use taipan_jit::engine::{AsRecorded, Engine, Next, Optimiser, Settings, TreeId, TreeState};
use taipan_jit::ir::{ExitId, TraceBuilder};

type Header = (usize, u32);

/// What is known of a loop.
#[derive(Default)]
struct Loop {
    tree: Option<TreeId>,
    failures: u32,
    /// The code object, kept alive so that its address stays its own.
    code: Option<Owned>,
}

/// The tracer's state.
struct Tracer {
    engine: Engine,
    layouts: Option<Layouts>,
    ctx: Box<JitCtx>,
    loops: HashMap<Header, Loop>,
    headers: HashMap<TreeId, Header>,
    tokens: HashMap<TreeId, Vec<u32>>,
    kept: HashMap<TreeId, Vec<Owned>>,
    params: Params,
    log: Log,
    recording: bool,
}

/// Failures after which a loop is left alone.
const MAX_FAILURES: u32 = 6;

/// Sets the tracer up.
///
/// # Errors
/// When the machine is unsupported or the log cannot be written.
pub fn install(vm: &mut Vm, params: Params) -> Result<(), String> {
    let log = Log::open(&params.log)?;
    if !params.enabled {
        vm.set_loop_threshold(0);
        return Ok(());
    }
    vm.set_loop_threshold(params.threshold);
    let layouts = Layouts::new();
    let mut settings = Settings {
        worker: params.threads > 0,
        exit_threshold: params.bridge_threshold,
        perf_map: params.perf,
        ..Settings::default()
    };
    settings.heap.float_type = crate::object::kind_ptr(crate::object::Kind::Float) as u64;
    let optimiser: Arc<dyn Optimiser> =
        if params.optimise { Arc::new(params.opt.clone()) } else { Arc::new(AsRecorded) };
    let notify = Box::new(|| {
        EVAL_BREAKER.fetch_or(crate::object::BREAK_INSTALL, Ordering::Relaxed);
    });
    let engine = Engine::new(settings, layouts.descrs.clone(), optimiser, notify).map_err(|e| e.to_string())?;
    let breaker = EVAL_BREAKER.as_ptr() as *const u32;
    // Class c of the engine holds blocks of 16 * c bytes, the heap's first class those of 16.
    let lists = (crate::object::free_lists_address() - 8) as *mut u64;
    let ctx = JitCtx::new(engine.stubs(), enter::runtime_fns(), breaker, lists);
    let tracer = Tracer {
        engine,
        layouts: Some(layouts),
        ctx,
        loops: HashMap::new(),
        headers: HashMap::new(),
        tokens: HashMap::new(),
        kept: HashMap::new(),
        params,
        log,
        recording: false,
    };
    vm.jit = Box::into_raw(Box::new(tracer)) as *mut u8;
    vm.hooks.hot = hot;
    vm.hooks.safepoint = safepoint;
    crate::object::set_flip(tokens::break_token);
    Ok(())
}

/// Ends the log with a summary.
pub fn shut_down(vm: &mut Vm) {
    let Some(t) = tracer(vm) else { return };
    if t.log.wants() {
        t.engine.wait();
        t.report();
        let trees = t.engine.trees().count();
        let bytes = t.engine.code_stats();
        t.log.line(&format!("summary: {trees} trees, code {bytes:?}"));
    }
}

fn tracer(vm: &mut Vm) -> Option<&'static mut Tracer> {
    // SAFETY: set by `install` and never freed; whoever holds the VM is the only one to touch it, and borrows end before
    // anything that may come back here runs (recording takes what it needs out of it).
    unsafe { (vm.jit as *mut Tracer).as_mut() }
}

fn safepoint(vm: &mut Vm, wanted: u32) {
    EVAL_BREAKER.fetch_and(!wanted, Ordering::Relaxed);
    if let Some(t) = tracer(vm) {
        t.install();
    }
}

impl Tracer {
    fn report(&mut self) {
        for e in self.engine.take_events() {
            if self.log.wants() {
                self.log.event(&e);
            }
        }
    }

    fn install(&mut self) {
        self.engine.install_finished();
        self.attach();
        self.report();
    }

    /// Gives tokens of compiled trees their valid bytes.
    fn attach(&mut self) {
        for (&id, list) in &self.tokens {
            if let Some(tree) = self.engine.tree(id) {
                for &token in list {
                    tokens::attach(token, &tree.valid);
                }
            }
        }
        self.tokens.retain(|&id, _| self.engine.tree(id).is_none());
    }

    /// The tree of a loop, if it can be entered now.
    fn ready(&mut self, key: Header) -> Option<TreeId> {
        let id = self.loops.get(&key)?.tree?;
        match self.engine.state(id) {
            TreeState::Ready => {
                if self.engine.tree(id).is_some_and(|t| t.is_valid()) {
                    return Some(id);
                }
                self.engine.invalidate(id, "something that the trace took for constant was changed");
                self.forget(key);
                None
            }
            TreeState::Refused => {
                self.forget(key);
                None
            }
            TreeState::Compiling => None,
            TreeState::Invalid => {
                self.forget(key);
                None
            }
        }
    }

    fn forget(&mut self, key: Header) {
        if let Some(l) = self.loops.get_mut(&key) {
            l.tree = None;
            l.failures += 1;
        }
        self.report();
    }

    /// The value that a loop's counter starts from.
    fn restart(&self, key: Header) -> u32 {
        let failures = self.loops.get(&key).map_or(0, |l| l.failures);
        if failures >= MAX_FAILURES { 0 } else { self.params.threshold << failures }
    }
}

fn position(vm: &Vm) -> (*const CodeObj, u32) {
    // SAFETY: the running frame's record.
    let f: &ControlFrame = unsafe { &*vm.frame };
    (f.code, f.code().index_of(vm.regs.pc))
}

/// The hook of hot back-edges: the registers are parked at the loop's header.
fn hot(vm: &mut Vm) -> PyResult<Hot> {
    let site = vm.hot_site;
    if EVAL_BREAKER.load(Ordering::Relaxed) != 0 {
        crate::interp::safepoint(vm)?;
    }
    let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
    let (code, unit) = position(vm);
    let key = (code as usize, unit);
    if let Some(id) = t.ready(key) {
        // Every passage of the back-edge comes here from now on.
        set_counter(site, 1);
        return run_tree(vm, id);
    }
    let compiling = t.loops.get(&key).is_some_and(|l| l.tree.is_some());
    if compiling || t.recording {
        set_counter(site, 31);
        return Ok(Hot::Continue);
    }
    let restart = t.restart(key);
    set_counter(site, restart);
    if restart == 0 {
        return Ok(Hot::Continue);
    }
    record_loop(vm, key, site)
}

fn set_counter(site: *mut Site, n: u32) {
    // SAFETY: the site belongs to the code of the frame that is running.
    unsafe { (*site).counter = n }
}

fn record_loop(vm: &mut Vm, key: Header, site: *mut Site) -> PyResult<Hot> {
    let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
    let (code, unit) = position(vm);
    let Some(mut layouts) = t.layouts.take() else { return Ok(Hot::Continue) };
    t.recording = true;
    let token = tokens::make();
    let regs = vm.regs;
    // SAFETY: both lie on the data stack, the frame's first local below its operands.
    let nslots = unsafe { regs.sp.offset_from(regs.fp) } as u32;
    let b = TraceBuilder::root(layouts.descrs.clone(), code as u64, unit, nslots);
    let headers: HashSet<Header> = t.loops.iter().filter(|(_, l)| l.tree.is_some()).map(|(k, _)| *k).collect();
    let is_header = |c: *const CodeObj, u: u32| headers.contains(&(c as usize, u));
    let root = Frame { code, base: 0, pc: 0, drop: 0, action: Action::PUSH, owner: None };
    let limit = t.params.trace_limit;
    let d = Direct::resume(vm);
    let mut r =
        Recorder::new(d, b, &mut layouts, regs.fp, (code, unit), Goal::Loop, vec![root], token, &is_header, limit);
    let end = r.record();
    r.d.park();
    let finished = match end {
        End::Done => Some(r.finish()),
        _ => None,
    };
    t.recording = false;
    t.layouts = Some(layouts);
    let place = super::log_place(code, unit);
    let entry = t.loops.entry(key).or_default();
    // SAFETY: the code is alive: it has just run.
    entry.code = Some(unsafe { crate::object::Ref::from_value(Value::from_ptr(code)) }.own());
    match (finished, end) {
        (Some((trace, keep)), _) => {
            if t.log.wants() {
                t.log.line(&format!("recorded loop at {place}: {} ops", trace.order.len()));
                t.log.line(&taipan_jit::ir::text::print_trace(&trace, t.engine.descrs()));
            }
            let id = t.engine.add_loop(trace);
            t.kept.entry(id).or_default().extend(keep);
            t.tokens.entry(id).or_default().push(token);
            t.headers.insert(id, key);
            if let Some(l) = t.loops.get_mut(&key) {
                l.tree = Some(id);
            }
            t.attach();
            if t.log.wants()
                && let Some(tree) = t.engine.tree(id)
            {
                t.log.line(&taipan_jit::ir::text::print_trace(tree.root(), t.engine.descrs()));
            }
            t.report();
            let ready = t.ready(key);
            set_counter(site, if ready.is_some() { 1 } else { 31 });
            match ready {
                Some(id) => run_tree(vm, id),
                None => Ok(Hot::Continue),
            }
        }
        (None, end) => {
            entry.failures += 1;
            let failures = entry.failures;
            let restart = t.restart(key);
            set_counter(site, restart);
            let reason = match &end {
                End::Abort(reason, _) => reason,
                _ => "an exception was raised",
            };
            if t.log.wants() {
                t.log.line(&format!("gave up the loop at {place}: {reason}; failure {failures}"));
            }
            conclude(end)
        }
    }
}

fn conclude(end: End) -> PyResult<Hot> {
    match end {
        End::Abort(_, Flow::Leave) => Ok(Hot::Leave),
        End::Abort(..) => Ok(Hot::Continue),
        End::Raised => Err(Raised),
        End::Done => Ok(Hot::Continue),
    }
}

/// Runs a tree and whatever tree its exits lead to, until the interpreter has to go on.
fn run_tree(vm: &mut Vm, id: TreeId) -> PyResult<Hot> {
    let mut id = id;
    loop {
        let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
        let Some(code) = t.engine.code(id) else { return Ok(Hot::Continue) };
        let (exit, root) = enter::run(vm, &code, &mut t.ctx);
        drop(code);
        let plan = t.engine.plan(id, exit);
        let descrs = t.engine.descrs().clone();
        if let Left::Raised = enter::rebuild(vm, &t.ctx, &descrs, &plan, root) {
            t.engine.note_exit(id, exit);
            return Err(Raised);
        }
        let next = t.engine.note_exit(id, exit);
        if EVAL_BREAKER.load(Ordering::Relaxed) != 0 {
            if next == Next::Record {
                t.engine.abort_bridge(id, exit, "something else was due");
            }
            crate::interp::safepoint(vm)?;
            return Ok(Hot::Continue);
        }
        if next == Next::Record {
            if t.recording || t.layouts.is_none() {
                t.engine.abort_bridge(id, exit, "another trace was being recorded");
            } else {
                let flow = record_bridge(vm, id, exit, root)?;
                if flow != Hot::Continue {
                    return Ok(flow);
                }
            }
        }
        let (code, unit) = position(vm);
        match t.ready((code as usize, unit)) {
            Some(other) => id = other,
            None => return Ok(Hot::Continue),
        }
    }
}

fn record_bridge(vm: &mut Vm, id: TreeId, exit: ExitId, root_fp: *mut Value) -> PyResult<Hot> {
    let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
    let Some(tree) = t.engine.tree(id) else { return Ok(Hot::Continue) };
    let Some(&(code, unit)) = t.headers.get(&id) else { return Ok(Hot::Continue) };
    let Some(mut layouts) = t.layouts.take() else { return Ok(Hot::Continue) };
    t.recording = true;
    let token = tokens::make();
    let mut b = TraceBuilder::bridge(layouts.descrs.clone(), &tree, exit);
    let (parent, snap) = tree.exit_snapshot(exit);
    let snap = parent.snap(snap).clone();
    let mut made = HashMap::new();
    let slots: Vec<_> = snap.slots.iter().map(|&(i, s)| (i, b.parent_source(&tree, s, &mut made))).collect();
    let frames: Vec<Frame> = snap
        .frames
        .iter()
        .map(|f| {
            let (action, drop) = decode_action(f.return_action);
            let owner = f.owner.map(|o| b.parent_source(&tree, o, &mut made));
            Frame { code: f.code as *const CodeObj, base: f.base, pc: f.pc, drop, action, owner }
        })
        .collect();
    let headers: HashSet<Header> =
        t.loops.iter().filter(|(_, l)| l.tree.is_some_and(|o| o != id)).map(|(k, _)| *k).collect();
    let is_header = |c: *const CodeObj, u: u32| headers.contains(&(c as usize, u));
    let limit = t.params.trace_limit;
    let d = Direct::resume(vm);
    let header = (code as *const CodeObj, unit);
    let mut r = Recorder::new(d, b, &mut layouts, root_fp, header, Goal::Bridge, frames, token, &is_header, limit);
    for (i, s) in slots {
        r.set_slot(i, s);
    }
    let end = r.record();
    r.d.park();
    let finished = match end {
        End::Done => Some(r.finish()),
        _ => None,
    };
    t.recording = false;
    t.layouts = Some(layouts);
    match (finished, end) {
        (Some((trace, keep)), _) => {
            if t.log.wants() {
                t.log.line(&format!("recorded bridge of tree {} at exit {}: {} ops", id.0, exit.0, trace.order.len()));
                t.log.line(&taipan_jit::ir::text::print_trace(&trace, t.engine.descrs()));
            }
            t.kept.entry(id).or_default().extend(keep);
            if tokens::attach(token, &tree.valid) || tokens::is_broken(token) {
                return Ok(Hot::Continue);
            }
            t.engine.add_bridge(id, trace);
            t.report();
            Ok(Hot::Continue)
        }
        (None, end) => {
            let reason = match &end {
                End::Abort(reason, _) => reason,
                _ => "an exception was raised",
            };
            t.engine.abort_bridge(id, exit, reason);
            t.report();
            conclude(end)
        }
    }
}
