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

use super::calls;
use super::descrs::Layouts;
use super::enter;
use super::functions;
use super::lifetime;
use super::log::{self, Log};
use super::params::Params;
use super::place;
use super::rebuild::{self, Left, Recipe};
use super::recorder::{End, Frame, Goal, Headers, Recorder, decode_action};
use super::tokens;
use super::turns::{self, Turns, Verdict};
use super::ways;
use crate::machine::{Direct, Flow};
use crate::object::{
    Action, CodeObj, EVAL_BREAKER, Frame as ControlFrame, Hot, Owned, PyResult, Raised, Ref, Site, Value, Vm, WordMap,
};
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;
use taipan_bytecode::Op;
use taipan_jit::backend::context::{FINISHED, JitCtx};
use taipan_jit::engine::{Engine, Event, Next, TreeId, TreeState, What};
use taipan_jit::ir::text::print_trace;
use taipan_jit::ir::{ExitId, Trace, TraceBuilder, Tree};

/// Code and unit. Unit 0 stands for the function itself: see `calls`.
type Header = (usize, u32);

/// What is known of a loop.
#[derive(Default)]
pub(super) struct Loop {
    pub(super) tree: Option<TreeId>,
    failures: u32,
    turns: Turns,
    /// A loop that yields, or a function with loops, has been left to the loop that asks for its items or calls it, once.
    pub(super) postponed: bool,
    /// The code object, kept alive so that its address stays its own.
    pub(super) code: Option<Owned>,
}

/// The tracer's state.
pub(super) struct Tracer {
    pub(super) engine: Engine,
    pub(super) layouts: Option<Layouts>,
    pub(super) ctx: Box<JitCtx>,
    pub(super) loops: WordMap<Header, Loop>,
    pub(super) headers: HashMap<TreeId, Header>,
    pub(super) tokens: HashMap<TreeId, Vec<u32>>,
    pub(super) kept: HashMap<TreeId, Vec<Owned>>,
    /// How to rebuild frames, by tree and exit; filled as exits are taken.
    pub(super) recipes: Vec<Vec<Option<Arc<Recipe>>>>,
    /// Loops that a tree's root has unrolled.
    pub(super) unrolled: HashMap<TreeId, Vec<Header>>,
    pub(super) params: Params,
    pub(super) log: Log,
    pub(super) recording: bool,
    /// Trees that native code is in, outermost first.
    pub(super) running: Vec<TreeId>,
    /// Trees that keep nothing alive any more, and are freed when nothing asks for them.
    pub(super) dead: Vec<TreeId>,
}

pub(super) const BROKEN: &str = "something that the trace took for constant was changed";

/// Failures after which a loop is left alone.
const MAX_FAILURES: u32 = 6;

/// Failures after which calls that raise are recorded as raising: one that seldom does is better recorded as returning.
const RAISES: u32 = 2;

/// How much longer than others a loop waits that yields: its consumer's trace contains it.
pub(super) const POSTPONE: u32 = 16;

pub(super) fn tracer(vm: &mut Vm) -> Option<&'static mut Tracer> {
    // SAFETY: set by `install` and never freed; whoever holds the VM is the only one to touch it, and borrows end before
    // anything that may come back here runs (recording takes what it needs out of it).
    unsafe { (vm.jit as *mut Tracer).as_mut() }
}

pub(super) fn safepoint(vm: &mut Vm, wanted: u32) {
    EVAL_BREAKER.fetch_and(!wanted, Ordering::Relaxed);
    if let Some(t) = tracer(vm) {
        t.install();
    }
}

impl Tracer {
    /// Tells callers of functions and the log what the engine has done.
    pub(super) fn report(&mut self) {
        let events = self.engine.take_events();
        if !events.is_empty() {
            self.link();
        }
        for e in &events {
            if let What::Compiled(c) = &e.what {
                crate::object::account(c.code.bytes.len() + c.ops * lifetime::OP_BYTES);
            }
            if self.log.wants() {
                self.tell(e);
            }
        }
    }

    fn tell(&mut self, e: &Event) {
        let tree = e.tree.0;
        let place = self.headers.get(&e.tree).map(|&(code, unit)| place::of(code as u64, unit));
        let at = place.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut fields = json!({ "tree": tree, "loop": place.as_ref().map(log::place_fields) });
        let mut put = |name: &str, v: serde_json::Value| fields[name] = v;
        match &e.what {
            What::Compiled(c) => {
                for (name, v) in [("version", c.version as usize), ("traces", c.traces), ("ops", c.ops)] {
                    put(name, json!(v));
                }
                put("bytes", json!(c.code.bytes.len()));
                put("instructions", json!(c.code.instructions));
                put("optimise_us", json!(c.optimise_time.as_micros() as u64));
                put("compile_us", json!((c.code.build_time + c.code.compile_time).as_micros() as u64));
                put("on_worker", json!(c.on_worker));
                let optimised: String = match self.engine.tree(e.tree) {
                    Some(t) => c.added.iter().map(|&id| print_trace(t.trace(id), self.engine.descrs())).collect(),
                    None => String::new(),
                };
                let headline = format!(
                    "tree {tree} v{} at {at}: {} traces, {} ops, {} bytes",
                    c.version,
                    c.traces,
                    c.ops,
                    c.code.bytes.len()
                );
                let texts = [
                    ("optimised", optimised.as_str()),
                    ("clif", c.code.clif.as_deref().unwrap_or_default()),
                    ("assembly", c.code.assembly.as_deref().unwrap_or_default()),
                ];
                self.log.event("compiled", &headline, fields, &texts);
            }
            What::Refused { exit, reason } => {
                put("exit", json!(exit.map(|e| e.0)));
                put("reason", json!(reason));
                self.log.event("refused", &format!("tree {tree} at {at}: {reason}"), fields, &[]);
            }
            What::Invalidated { reason } => {
                put("reason", json!(reason));
                self.log.event("invalidated", &format!("tree {tree} at {at}: {reason}"), fields, &[]);
            }
            What::Aborted { exit, reason, next_try } => {
                put("exit", json!(exit.0));
                put("reason", json!(reason));
                put("next_try", json!(next_try));
                let next = next_try.map_or("never again".to_owned(), |n| format!("again after {n} crossings"));
                let headline = format!("bridge of tree {tree} at {at}, exit {}: {reason}; {next}", exit.0);
                self.log.event("aborted", &headline, fields, &[]);
            }
        }
    }

    /// Tells the log of a recorded trace.
    fn tell_recorded(&mut self, what: &str, at: &place::Place, trace: &Trace) {
        if !self.log.wants() {
            return;
        }
        let ir = print_trace(trace, self.engine.descrs());
        let (source, bytecode) = (place::source_lines(trace), place::bytecode(trace));
        let headline = format!("{what} at {at}: {} ops", trace.order.len());
        let fields = json!({ "kind": what, "at": log::place_fields(at), "ops": trace.order.len() });
        self.log.event("recorded", &headline, fields, &[("source", &source), ("bytecode", &bytecode), ("trace", &ir)]);
    }

    /// The exits of a tree that were taken, with counts.
    pub(super) fn tell_exits(&mut self, id: TreeId) {
        let Some(tree) = self.engine.tree(id).filter(|_| self.log.wants()) else { return };
        for (k, exit) in tree.exits.iter().enumerate() {
            let count = self.engine.heat(id, ExitId(k as u32)).map_or(0, |h| h.hits());
            if count == 0 {
                continue;
            }
            let trace = tree.trace(exit.trace);
            let leaves = trace.order.iter().map(|&r| trace.inst(r)).find(|i| i.snap == Some(exit.snap));
            let reason = leaves.map_or("the trace ends here", |i| log::words(i.op));
            let f = trace.snap(exit.snap).frames.last().map(|f| place::of(f.code, f.pc));
            let Some(at) = f else { continue };
            let bridge = exit.bridge.map(|b| b.0);
            let grew = bridge.map_or(String::new(), |b| format!("; continues in trace {b}"));
            let headline = format!("tree {} exit {k}, {count} times to the interpreter, {at}: {reason}{grew}", id.0);
            let fields = json!({
                "tree": id.0, "exit": k, "count": count, "reason": reason, "bridge": bridge,
                "at": log::place_fields(&at),
            });
            self.log.event("exit", &headline, fields, &[]);
        }
    }

    /// Exits that were taken, and the sum of it all.
    pub(super) fn tell_summary(&mut self) {
        let trees: Vec<TreeId> = self.engine.trees().collect();
        for &id in &trees {
            self.tell_exits(id);
        }
        let bytes = format!("{:?}", self.engine.code_stats());
        let headline = format!("{} trees; code memory {bytes}", trees.len());
        self.log.event("summary", &headline, json!({ "trees": trees.len(), "code": bytes }), &[]);
        self.log.flush();
    }

    fn install(&mut self) {
        self.engine.install_finished();
        self.attach();
        self.report();
        self.drop_broken();
        self.report();
    }

    /// Takes note that native code begins or ends to run a tree.
    fn enter(&mut self, id: TreeId) {
        self.running.push(id);
        self.engine.set_busy(true);
    }

    fn left(&mut self) {
        self.running.pop();
        self.engine.set_busy(!self.running.is_empty());
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
    pub(super) fn ready(&mut self, key: Header) -> Option<TreeId> {
        let id = self.loops.get(&key)?.tree?;
        match self.engine.state(id) {
            TreeState::Ready => {
                if self.engine.is_valid(id) {
                    return Some(id);
                }
                self.engine.invalidate(id, BROKEN);
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

    /// How to rebuild the frames at an exit that was taken.
    fn recipe(&mut self, id: TreeId, exit: ExitId) -> Arc<Recipe> {
        let (tree, exit_index) = (id.0 as usize, exit.0 as usize);
        if let Some(Some(recipe)) = self.recipes.get(tree).and_then(|exits| exits.get(exit_index)) {
            return recipe.clone();
        }
        let recipe = Arc::new(Recipe::new(self.engine.plan(id, exit), self.engine.descrs()));
        if self.recipes.len() <= tree {
            self.recipes.resize_with(tree + 1, Vec::new);
        }
        let exits = &mut self.recipes[tree];
        if exits.len() <= exit_index {
            exits.resize_with(exit_index + 1, || None);
        }
        exits[exit_index] = Some(recipe.clone());
        recipe
    }

    fn forget(&mut self, key: Header) {
        if let Some(l) = self.loops.get_mut(&key) {
            l.tree = None;
            l.failures += 1;
        }
        self.report();
    }

    /// Loops that have trees, other than this one.
    fn headers_but(&self, id: Option<TreeId>) -> Headers {
        let others = self.loops.iter().filter(|(_, l)| l.tree.is_some() && l.tree != id || l.turns.alone);
        Headers(others.map(|(k, _)| *k).filter(|k| k.1 > 0).collect())
    }

    /// Gives a tree up whose unrolled loops take too many ways.
    fn stop_unrolling(&mut self, id: TreeId, tree: &Tree, exit: ExitId) -> bool {
        let Some((code, pc)) = ways::crowded(tree, exit) else { return false };
        let Some(&unrolled) = self.unrolled.get(&id).and_then(|all| {
            all.iter().filter(|&&(c, header)| c as u64 == code && header <= pc).max_by_key(|&&(_, header)| header)
        }) else {
            return false;
        };
        self.loops.entry(unrolled).or_default().turns.alone = true;
        self.engine.invalidate(id, "an unrolled loop takes too many ways");
        if let Some(l) = self.headers.get(&id).and_then(|key| self.loops.get_mut(key)) {
            l.tree = None;
        }
        self.report();
        true
    }

    /// The value that a loop's counter starts from.
    pub(super) fn restart(&self, key: Header) -> u32 {
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
pub(super) fn hot(vm: &mut Vm) -> PyResult<Hot> {
    let site = vm.hot_site;
    if EVAL_BREAKER.load(Ordering::Relaxed) != 0 {
        crate::interp::safepoint(vm)?;
    }
    let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
    let (code, unit) = position(vm);
    if vm.native_stack_reaches(enter::STACK_RESERVE) {
        set_counter(site, 31);
        return Ok(Hot::Continue);
    }
    if calls::is_entry(code, site) {
        return functions::hot(vm, code, site);
    }
    let key = (code as usize, unit);
    // SAFETY: the running frame's record.
    if unsafe { (*vm.frame).object.is_heap() } && calls::has_entry(code) {
        // The tree may return from the frame, of which somebody holds the object.
        set_counter(site, 31);
        return Ok(Hot::Continue);
    }
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
    if super::generators::yields(code, unit, site) && !t.loops.entry(key).or_default().postponed {
        set_counter(site, t.params.threshold * POSTPONE);
        let entry = t.loops.entry(key).or_default();
        (entry.postponed, entry.code) = (true, Some(own_code(code)));
        return Ok(Hot::Continue);
    }
    let restart = t.restart(key);
    set_counter(site, restart);
    if restart == 0 {
        return Ok(Hot::Continue);
    }
    let left = turns_left(vm);
    let threshold = t.params.threshold;
    if !t.loops.entry(key).or_default().turns.are_fast(Instant::now(), threshold) {
        set_counter(site, turns::LEG);
        return Ok(Hot::Continue);
    }
    match t.loops.entry(key).or_default().turns.look(left, threshold) {
        Verdict::Trace => record_loop(vm, key, site),
        Verdict::Wait(n) => {
            set_counter(site, n);
            Ok(Hot::Continue)
        }
    }
}

/// Turns that the loop at the parked registers has left, if it is a `for` loop over something that can tell.
fn turns_left(vm: &Vm) -> Option<u32> {
    // SAFETY: the registers point into the running code and to its operands; a `for` loop keeps its iterator on top.
    unsafe {
        let op = (*vm.regs.pc).op().base();
        (op == Op::FOR_ITER).then(|| turns::left(vm, Ref::from_value(*vm.regs.sp.sub(1))))?
    }
}

pub(super) fn own_code(code: *const CodeObj) -> Owned {
    // SAFETY: callers pass the code of the running frame.
    unsafe { crate::object::Ref::from_value(Value::from_ptr(code)) }.own()
}

pub(super) fn set_counter(site: *mut Site, n: u32) {
    // SAFETY: the site belongs to the code of the frame that is running.
    unsafe { (*site).counter = n }
}

pub(super) fn record_loop(vm: &mut Vm, key: Header, site: *mut Site) -> PyResult<Hot> {
    let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
    let (code, unit) = position(vm);
    let Some(mut layouts) = t.layouts.take() else { return Ok(Hot::Continue) };
    t.recording = true;
    let token = tokens::make();
    let regs = vm.regs;
    let nslots = crate::object::frame_room(code) as u32;
    let function = key.1 == 0;
    let b = TraceBuilder::root(layouts.descrs.clone(), code as u64, unit, nslots);
    let trees = t.headers_but(None);
    let raises_often = t.loops.get(&key).is_some_and(|l| l.failures >= RAISES);
    let root = Frame { code, base: 0, pc: 0, drop: 0, action: Action::PUSH, owner: None, generator: false };
    let limit = t.params.trace_limit;
    let d = Direct::resume(vm);
    let goal = if function { Goal::Function } else { Goal::Loop };
    let mut r = Recorder::new(d, b, &mut layouts, regs.fp, (code, unit), goal, vec![root], token, &trees, limit);
    r.accept_raise = raises_often;
    r.returns = calls::has_entry(code);
    if function {
        r.start_function(calls::parameters(code));
    }
    let end = r.record();
    r.d.park();
    let (unrolled, led_to) = (r.unrolled(), r.leads_to);
    let finished = match end {
        End::Done | End::Cut(_) => Some(r.finish()),
        _ => None,
    };
    t.recording = false;
    t.layouts = Some(layouts);
    if let Some(header) = led_to {
        // It is not to be unrolled any more.
        let entry = t.loops.entry((code as usize, header)).or_default();
        (entry.turns.alone, entry.code) = (true, Some(own_code(code)));
    }
    if finished.is_none() {
        tokens::discard(token);
        for &header in &unrolled {
            t.loops.entry(header).or_default().turns.give_up();
        }
    }
    let place = place::of(code as u64, unit);
    let entry = t.loops.entry(key).or_default();
    entry.code = Some(own_code(code));
    match (finished, end) {
        (Some((trace, keep)), end) => {
            t.tell_recorded(if function { "function" } else { "loop" }, &place, &trace);
            let id = t.engine.add_loop(trace);
            t.kept.entry(id).or_default().extend(keep);
            t.tokens.entry(id).or_default().push(token);
            t.headers.insert(id, key);
            t.unrolled.insert(id, unrolled);
            if let Some(l) = t.loops.get_mut(&key) {
                l.tree = Some(id);
            }
            t.attach();
            t.report();
            let ready = t.ready(key);
            set_counter(site, if ready.is_some() { 1 } else { 31 });
            if function {
                return conclude(end);
            }
            match ready {
                Some(id) => run_tree(vm, id),
                None => Ok(Hot::Continue),
            }
        }
        (None, end) => {
            entry.failures += 1;
            let failures = entry.failures;
            let restart = if matches!(end, End::Raised) && failures <= RAISES { 7 } else { t.restart(key) };
            set_counter(site, restart);
            let reason = match &end {
                End::Abort(reason, _) => reason,
                _ => "an exception was raised",
            };
            let next = if restart == 0 { "never again".to_owned() } else { format!("again after {restart} turns") };
            let fields =
                json!({ "at": log::place_fields(&place), "reason": reason, "failures": failures, "next_try": restart });
            t.log.event("aborted", &format!("loop at {place}: {reason}; {next}"), fields, &[]);
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
        End::Cut(Ok(Flow::Leave)) => Ok(Hot::Leave),
        End::Cut(Ok(_)) => Ok(Hot::Continue),
        End::Cut(Err(e)) => Err(e),
    }
}

/// Ends the process if a count does not cover the references that can be seen.
fn audit(vm: &Vm, t: &Tracer, id: TreeId, exit: ExitId) {
    let Some(words) = crate::object::audit_counts(vm) else { return };
    let place = t.headers.get(&id).map(|&(code, unit)| place::of(code as u64, unit).to_string()).unwrap_or_default();
    eprintln!("refcount audit: {words}, after exit {} of tree {} ({place})", exit.0, id.0);
    std::process::abort();
}

/// Where an exit has led.
pub(super) enum Settled {
    /// Another tree goes on here.
    Tree(TreeId),
    /// The interpreter goes on.
    Flow(Hot),
}

/// Runs a tree and whatever tree its exits lead to, until the interpreter has to go on.
pub(super) fn run_tree(vm: &mut Vm, id: TreeId) -> PyResult<Hot> {
    let mut id = id;
    loop {
        let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
        let Some(code) = t.engine.code(id) else { return Ok(Hot::Continue) };
        t.enter(id);
        let (exit, root) = enter::run(vm, &code, &mut t.ctx);
        drop(code);
        if exit.0 == FINISHED {
            t.left();
            let result = Value::from_bits(t.ctx.scratch).unwrap_or(Value::NONE);
            let left = calls::leave_finished(vm, root, result)?;
            if !left && EVAL_BREAKER.load(Ordering::Relaxed) != 0 {
                crate::interp::safepoint(vm)?;
            }
            return Ok(if left { Hot::Leave } else { Hot::Continue });
        }
        let id_left = TreeId(t.ctx.left_tree as u32);
        match settle(vm, id_left, exit, root, true)? {
            Settled::Tree(other) => id = other,
            Settled::Flow(flow) => return Ok(flow),
        }
    }
}

/// Rebuilds the frames of an exit and says how it goes on from there. `entered`: the tree was entered by [`run_tree`].
pub(super) fn settle(vm: &mut Vm, id: TreeId, exit: ExitId, root: *mut Value, entered: bool) -> PyResult<Settled> {
    const GO_ON: Settled = Settled::Flow(Hot::Continue);
    let Some(t) = tracer(vm) else { return Ok(GO_ON) };
    // An exit that was taken on purpose is no sign of anything.
    let on_purpose = t.params.exit_everywhere && std::mem::take(&mut t.ctx.scratch) == 1;
    let recipe = t.recipe(id, exit);
    let left = rebuild::rebuild(vm, &t.ctx, &recipe, root);
    if entered {
        t.left();
    }
    if t.params.audit && t.running.is_empty() {
        audit(vm, t, id, exit);
    }
    if !t.engine.is_valid(id) {
        EVAL_BREAKER.fetch_or(crate::object::BREAK_INSTALL, Ordering::Relaxed);
    }
    // While a trace is recorded, native code runs in calls that are one operation of it.
    let next = if on_purpose || t.recording { Next::Interpret } else { t.engine.note_exit(id, exit) };
    // It may have compiled the tree again.
    t.report();
    let raised = matches!(left, Left::Raised);
    if raised && next == Next::Record {
        let flow = record_bridge(vm, id, exit, root, true)?;
        if flow != Hot::Continue {
            return Ok(Settled::Flow(flow));
        }
        let (code, unit) = position(vm);
        return Ok(match t.ready((code as usize, unit)) {
            Some(other) if other != id && unit > 0 => Settled::Tree(other),
            _ => GO_ON,
        });
    }
    if raised {
        return Err(Raised);
    }
    if EVAL_BREAKER.load(Ordering::Relaxed) != 0 {
        if next == Next::Record {
            t.engine.abort_bridge(id, exit, "something else was due");
        }
        crate::interp::safepoint(vm)?;
        return Ok(GO_ON);
    }
    if next == Next::Record {
        if matches!(left, Left::Returned) {
            t.engine.abort_bridge(id, exit, "a call returned that used to raise");
        } else {
            let flow = record_bridge(vm, id, exit, root, false)?;
            if flow != Hot::Continue {
                return Ok(Settled::Flow(flow));
            }
        }
    }
    let (code, unit) = position(vm);
    Ok(match t.ready((code as usize, unit)) {
        Some(other) if other != id && unit > 0 => Settled::Tree(other),
        // Back at its own header by an exit: entering again would lead to the same exit.
        _ => GO_ON,
    })
}

/// Records what follows an exit. `raised`: with an exception pending.
fn record_bridge(vm: &mut Vm, id: TreeId, exit: ExitId, root_fp: *mut Value, raised: bool) -> PyResult<Hot> {
    let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
    let Some(tree) = t.engine.tree(id) else { return Ok(Hot::Continue) };
    let Some(&(code, unit)) = t.headers.get(&id) else { return Ok(Hot::Continue) };
    if t.stop_unrolling(id, &tree, exit) {
        return Ok(Hot::Continue);
    }
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
            let (action, drop, generator) = decode_action(f.return_action);
            let owner = f.owner.map(|o| b.parent_source(&tree, o, &mut made));
            Frame { code: f.code as *const CodeObj, base: f.base, pc: f.pc, drop, action, owner, generator }
        })
        .collect();
    let trees = t.headers_but(Some(id));
    let limit = t.params.trace_limit;
    let d = Direct::resume(vm);
    let header = (code as *const CodeObj, unit);
    let mut r = Recorder::new(d, b, &mut layouts, root_fp, header, Goal::Bridge, frames, token, &trees, limit);
    r.returns = calls::has_entry(code as *const CodeObj);
    for (i, s) in slots {
        r.set_slot(i, s);
    }
    r.raising = raised;
    r.accept_raise = true;
    let end = r.record();
    r.d.park();
    let finished = match end {
        End::Done | End::Cut(_) => Some(r.finish()),
        _ => None,
    };
    t.recording = false;
    t.layouts = Some(layouts);
    match (finished, end) {
        (Some((trace, keep)), end) => {
            let at = place::of(code as u64, unit);
            t.tell_recorded(&format!("bridge of tree {} at exit {}", id.0, exit.0), &at, &trace);
            t.kept.entry(id).or_default().extend(keep);
            if tokens::attach(token, &tree.valid) || tokens::is_broken(token) {
                return conclude(end);
            }
            t.engine.add_bridge(id, trace);
            t.report();
            conclude(end)
        }
        (None, end) => {
            tokens::discard(token);
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
