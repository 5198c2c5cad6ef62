//! The recorder: executes an instruction like the interpreter and writes down what it did.
//!
//! It holds a [`Direct`] machine, which does the work, and a shadow of the data stack: for every slot of the active frames
//! the trace's name of what lies there. Pushing, popping and entering frames happen in the shadow and leave nothing in the
//! trace; a guard takes a snapshot of the shadow as it was when the instruction began.
//!
//! ```text
//!   data stack   root fp ▸ [locals | operands] [callee's locals | operands] ◂ sp
//!   shadow                  v0  v3   v7         v9     #1         v12        same positions; none: as in memory at entry
//! ```
//!
//! Giving up is always possible: the machine has executed everything, so the interpreter just goes on.

#![allow(unsafe_code, reason = "positions on the data stack")]

use super::descrs::Layouts;
use super::turns::{FEW, MANY_OPS, OPAQUE_OPS};
use crate::machine::{Direct, Flow};
use crate::object::{Action, ActionKind, CodeObj, Owned, Raised, Ref, Value};
use std::collections::{HashMap, HashSet};
use taipan_bytecode::Instr;
use taipan_jit::ir::{FrameSnap, Mark, OpRef, Pending, SnapId, Snapshot, Source, Trace, TraceBuilder, Type};

/// A value: what it is now, and its name in the trace (of any type: boxed only where it must be).
#[derive(Clone, Copy)]
pub struct RVal {
    pub(super) v: Value,
    pub(super) r: OpRef,
}

/// A frame that is active within the trace.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub code: *const CodeObj,
    /// Position of its first local.
    pub base: i32,
    /// Where it goes on when its callee returns.
    pub pc: u32,
    /// How far below `base` the stack ends when it has returned.
    pub drop: u32,
    pub action: Action,
    /// Its function, or its generator.
    pub owner: Option<OpRef>,
    /// Whether it was resumed as a generator's.
    pub generator: bool,
}

/// Why recording ended.
pub enum End {
    /// The loop was closed, or a bridge has found its place: the trace is complete.
    Done,
    /// A bridge that could not go on ends before the instruction that stopped it, and is complete so. This is how the
    /// instruction itself went.
    Cut(Result<Flow, Raised>),
    /// Given up, for this reason. The flow is that of the last instruction.
    Abort(&'static str, Flow),
    /// An instruction raised: the interpreter has to unwind.
    Raised,
}

/// A loop inside the traced one whose back-edge was passed.
struct Passed {
    turns: u32,
    /// The state before the first time.
    before: Checkpoint,
    /// Opaque operations until then.
    opaque: usize,
}

/// State at the beginning of an instruction.
#[derive(Clone)]
struct Checkpoint {
    shadow: Vec<Option<OpRef>>,
    depth: i32,
    frames: Vec<Frame>,
    pc: u32,
    snap: Option<SnapId>,
    raised: Option<SnapId>,
    mark: Mark,
}

/// What is recorded.
pub(super) enum Goal {
    /// A loop: ends where it began.
    Loop,
    /// A bridge: ends at the root's header.
    Bridge,
    /// A function: ends where it returns.
    Function,
}

/// Headers of loops, as (code, unit).
#[derive(Default)]
pub(super) struct Headers(pub HashSet<(usize, u32)>);

impl Headers {
    fn contains(&self, code: *const CodeObj, unit: u32) -> bool {
        self.0.contains(&(code as usize, unit))
    }

    fn any_in(&self, code: *const CodeObj) -> bool {
        self.0.iter().any(|&(c, _)| c == code as usize)
    }
}

/// See the module's docs.
pub struct Recorder<'e> {
    pub(super) d: Direct,
    pub(super) b: TraceBuilder,
    pub(super) layouts: &'e mut Layouts,
    pub(super) root_fp: *mut Value,
    pub(super) header: (*const CodeObj, u32),
    pub(super) goal: Goal,
    pub(super) shadow: Vec<Option<OpRef>>,
    pub(super) frames: Vec<Frame>,
    checkpoint: Checkpoint,
    pub(super) given_up: Option<&'static str>,
    /// Depth and unit at the start.
    began: (usize, u32),
    pub(super) closed: bool,
    /// The outermost frame's return is part of the trace.
    pub(super) returns: bool,
    /// It has returned.
    pub(super) returned: bool,
    /// The loop that the trace leads to, which has a tree of its own.
    pub(super) leads_to: Option<u32>,
    /// Where loops of the outermost frame begin.
    headers: Vec<u32>,
    /// A call has run that may have broken assumptions: the next instruction checks.
    pub(super) check_world: bool,
    /// References of values known to be pointers.
    pub(super) refs: HashMap<OpRef, OpRef>,
    /// What the slots of generators hold whose frames are inlined, by the generator.
    pub(super) saved: HashMap<OpRef, Vec<OpRef>>,
    /// An operation has raised, and the trace has noted it.
    pub(super) raising: bool,
    /// Whether operations that may return are recorded as raising when they do.
    pub(super) accept_raise: bool,
    /// Values known never to be empty.
    pub(super) bound: HashSet<OpRef>,
    /// Objects that constants of the trace refer to.
    pub(super) keep: Vec<Owned>,
    /// Their words, so that each is kept once.
    kept: HashSet<u64>,
    /// Token under which types, cells and functions know this trace.
    pub(super) token: u32,
    /// Back-edges of other loops that were passed, by depth, code and header.
    passed: HashMap<(usize, usize, u32), Passed>,
    /// Opaque operations so far.
    pub(super) opaque: usize,
    /// All loops of which a back-edge was passed: code, header.
    unrolled: HashSet<(usize, u32)>,
    /// Loops with trees of their own, or that must not be unrolled.
    trees: &'e Headers,
    pub(super) limit: usize,
}

const NOT_UNROLLED: &str = "an inner loop was not unrolled";

/// The most frames that are inlined into each other.
const MAX_DEPTH: usize = 20;
/// How often one function may stand in the chain of inlined frames.
const MAX_RECURSION: usize = 3;

impl<'e> Recorder<'e> {
    #[allow(clippy::too_many_arguments, reason = "called once for loops and once for bridges")]
    pub(super) fn new(
        d: Direct,
        b: TraceBuilder,
        layouts: &'e mut Layouts,
        root_fp: *mut Value,
        header: (*const CodeObj, u32),
        goal: Goal,
        frames: Vec<Frame>,
        token: u32,
        trees: &'e Headers,
        limit: usize,
    ) -> Recorder<'e> {
        let checkpoint = Checkpoint {
            shadow: Vec::new(),
            depth: 0,
            frames: Vec::new(),
            pc: 0,
            snap: None,
            raised: None,
            mark: Mark::default(),
        };
        Recorder {
            d,
            b,
            layouts,
            root_fp,
            header,
            goal,
            shadow: Vec::new(),
            frames,
            checkpoint,
            given_up: None,
            began: (0, 0),
            closed: false,
            returns: false,
            returned: false,
            leads_to: None,
            headers: super::calls::loop_headers(header.0),
            check_world: false,
            refs: HashMap::new(),
            saved: HashMap::new(),
            raising: false,
            accept_raise: false,
            bound: HashSet::new(),
            keep: Vec::new(),
            kept: HashSet::new(),
            token,
            passed: HashMap::new(),
            opaque: 0,
            unrolled: HashSet::new(),
            trees,
            limit,
        }
    }

    /// Records until the trace is complete or cannot go on.
    pub(super) fn record(&mut self) -> End {
        if std::mem::take(&mut self.raising) {
            // A bridge at the exit of a call that has raised: the program counter is behind it.
            self.checkpoint.pc = self.unit() - 1;
            if self.unwind_traced(Raised).is_err() {
                return End::Raised;
            }
        }
        self.began = (self.frames.len(), self.unit());
        let mut first = true;
        loop {
            if self.closed || (!first && self.at_place()) {
                self.close();
                return End::Done;
            }
            first = false;
            // SAFETY: the program counter lies within the running code.
            let i = unsafe { *self.d.pc };
            let plain = i.with_op(i.op().base());
            self.begin();
            if self.reaches_tree() {
                let (snap, unit) = (self.snap(), self.unit());
                self.b.jump_tree(super::calls::cell_of(self.header.0, unit), snap);
                self.leads_to = Some(unit);
                return End::Done;
            }
            if !matches!(self.goal, Goal::Loop) && self.must_leave(plain) {
                let snap = self.snap();
                self.b.exit(snap);
                return End::Done;
            }
            // SAFETY: as above.
            self.d.pc = unsafe { self.d.pc.add(1) };
            let flow = match crate::interp::ops::step(self, plain) {
                done if self.returned => return End::Cut(done),
                Ok(flow) => flow,
                Err(e) if std::mem::take(&mut self.raising) => match self.unwind_traced(e) {
                    Ok(()) => Flow::Next,
                    Err(_) => return End::Raised,
                },
                Err(e) if self.cut() => return End::Cut(Err(e)),
                Err(_) => return End::Raised,
            };
            let stopped = match flow {
                Flow::Leave => Some("the trace returned to native code"),
                _ => self.given_up,
            };
            if let Some(reason) = stopped {
                return if self.cut() { End::Cut(Ok(flow)) } else { End::Abort(reason, flow) };
            }
            if self.b.trace().order.len() > self.limit {
                return End::Abort("the trace is too long", flow);
            }
        }
    }

    /// Whether the place that a bridge looks for, or another tree's header, has been reached.
    fn at_place(&self) -> bool {
        if !matches!(self.goal, Goal::Bridge) || self.frames.len() != 1 {
            return false;
        }
        let f = &self.frames[0];
        f.base == 0 && std::ptr::eq(f.code, self.header.0) && self.unit() == self.header.1
    }

    /// Whether the trace goes on in the tree of a loop of the outermost frame. Functions unroll none of their own loops.
    fn reaches_tree(&self) -> bool {
        let unit = self.unit();
        let other = match self.goal {
            Goal::Loop => false,
            Goal::Bridge => {
                self.header.1 != unit && self.trees.contains(self.header.0, unit) && self.b.trace().order.len() > 2
            }
            Goal::Function => true,
        };
        other && self.returns && self.frames.len() == 1 && self.headers.contains(&unit)
    }

    /// Whether a bridge ends before this instruction: the root frame returns, or another tree begins.
    fn must_leave(&self, i: Instr) -> bool {
        use taipan_bytecode::Op;
        let ends = i.op() == Op::YIELD_VALUE || i.op() == Op::RETURN_VALUE && !self.returns;
        let root_returns = self.frames.len() == 1 && ends;
        let f = &self.frames[self.frames.len() - 1];
        root_returns || (self.b.trace().order.len() > 2 && self.trees.contains(f.code, self.unit()))
    }

    /// Ends a bridge before the instruction that stopped it, if it has come anywhere by then.
    fn cut(&mut self) -> bool {
        let moved = self.checkpoint.pc != self.began.1 || self.checkpoint.frames.len() != self.began.0;
        let stops = match self.goal {
            Goal::Bridge => true,
            Goal::Function => self.given_up == Some(NOT_UNROLLED),
            Goal::Loop => false,
        };
        if !stops || !moved {
            return false;
        }
        self.b.cut(self.checkpoint.mark);
        self.checkpoint.snap = None;
        let snap = self.snap();
        self.b.exit(snap);
        true
    }

    fn close(&mut self) {
        let pc = self.unit();
        let snap = self.state_snapshot(pc, None);
        let id = self.b.snapshot(snap);
        match self.goal {
            Goal::Loop | Goal::Function => self.b.jump(id),
            Goal::Bridge => self.b.jump_entry(id),
        }
    }

    /// Starts an instruction: the state is remembered for the snapshots of its guards.
    fn begin(&mut self) {
        let pc = self.unit();
        self.checkpoint.shadow.clone_from(&self.shadow);
        self.checkpoint.frames.clone_from(&self.frames);
        self.checkpoint.depth = self.position(self.d.sp);
        self.checkpoint.pc = pc;
        self.checkpoint.snap = None;
        self.checkpoint.raised = None;
        self.checkpoint.mark = self.b.mark();
        let f = &self.frames[self.frames.len() - 1];
        self.b.set_place(f.code as u64, pc, self.frames.len() as u32 - 1);
        if self.check_world {
            self.check_world = false;
            let s = self.snap();
            self.b.guard_valid(s);
            self.b.poll(s);
        }
    }

    /// The unit at the program counter.
    pub(super) fn unit(&self) -> u32 {
        // SAFETY: the innermost frame's code is alive and contains the program counter.
        unsafe { (*self.frames[self.frames.len() - 1].code).body.index_of(self.d.pc) }
    }

    /// The position of an address of the data stack, relative to the root frame.
    pub(super) fn position(&self, p: *mut Value) -> i32 {
        // SAFETY: both lie on the data stack.
        unsafe { p.offset_from(self.root_fp) as i32 }
    }

    /// The name of what lies at a position.
    pub(super) fn slot(&mut self, at: i32) -> OpRef {
        let i = at as usize;
        if self.shadow.len() <= i {
            self.shadow.resize(i + 1, None);
        }
        match self.shadow[i] {
            Some(r) => r,
            None => {
                let r = self.b.slot(at);
                self.shadow[i] = Some(r);
                if self.checkpoint.shadow.len() > i && self.checkpoint.shadow[i].is_none() {
                    self.checkpoint.shadow[i] = Some(r);
                }
                r
            }
        }
    }

    pub(super) fn set_slot(&mut self, at: i32, r: OpRef) {
        let i = at as usize;
        if self.shadow.len() <= i {
            self.shadow.resize(i + 1, None);
        }
        self.shadow[i] = Some(r);
    }

    /// Stops recording after this instruction.
    pub(super) fn give_up(&mut self, reason: &'static str) {
        self.given_up.get_or_insert(reason);
    }

    /// The snapshot of the state when the instruction began.
    pub(super) fn snap(&mut self) -> SnapId {
        if let Some(s) = self.checkpoint.snap {
            return s;
        }
        let s = self.describe(
            &self.checkpoint.frames,
            &self.checkpoint.shadow,
            self.checkpoint.depth,
            self.checkpoint.pc,
            Pending::None,
        );
        let id = self.b.snapshot(s);
        self.checkpoint.snap = Some(id);
        id
    }

    /// The same, with an exception pending.
    pub(super) fn raised_snap(&mut self) -> SnapId {
        if let Some(s) = self.checkpoint.raised {
            return s;
        }
        let s = self.describe(
            &self.checkpoint.frames,
            &self.checkpoint.shadow,
            self.checkpoint.depth,
            self.checkpoint.pc,
            Pending::Raised,
        );
        let id = self.b.snapshot(s);
        self.checkpoint.raised = Some(id);
        id
    }

    /// The same for an instruction that is a call: its operands are gone, the stack ends at `depth`.
    pub(super) fn raised_without_arguments(&mut self, depth: i32) -> SnapId {
        let s = self.describe(&self.frames, &self.shadow, depth, self.checkpoint.pc, Pending::Raised);
        self.b.snapshot(s)
    }

    /// Starts a function: variables beyond its parameters are empty, and its function lies in front of them.
    pub(super) fn start_function(&mut self, parameters: usize) {
        let empty = self.b.const_val(Value::EMPTY.bits());
        for k in parameters as i32..self.position(self.d.sp) {
            self.set_slot(k, empty);
        }
        self.begin();
        let s = self.snap();
        self.b.guard_valid(s);
        self.b.poll(s);
    }

    /// The unit that raised.
    pub(super) fn raising_unit(&self) -> u32 {
        self.checkpoint.pc
    }

    /// The opcode that raised.
    pub(super) fn raising_op(&self) -> taipan_bytecode::Op {
        super::exceptions::op_at(self.frames[self.frames.len() - 1].code, self.checkpoint.pc)
    }

    /// Whether recording is about to stop.
    pub(super) fn is_giving_up(&self) -> bool {
        self.given_up.is_some()
    }

    /// A snapshot of the present state with the stack cut to a depth.
    pub(super) fn snapshot_at(&mut self, depth: i32, pc: u32) -> Snapshot {
        self.describe(&self.frames, &self.shadow, depth, pc, Pending::None)
    }

    /// A snapshot of the present state, resuming at a unit, with one more operand perhaps.
    pub(super) fn state_snapshot(&mut self, pc: u32, push: Option<OpRef>) -> Snapshot {
        let mut shadow = self.shadow.clone();
        let mut depth = self.position(self.d.sp);
        if let Some(r) = push {
            shadow.resize(shadow.len().max(depth as usize + 1), None);
            shadow[depth as usize] = Some(r);
            depth += 1;
        }
        self.describe(&self.frames, &shadow, depth, pc, Pending::None)
    }

    fn describe(&self, frames: &[Frame], shadow: &[Option<OpRef>], depth: i32, pc: u32, pending: Pending) -> Snapshot {
        let last = frames.len() - 1;
        let snaps = frames.iter().enumerate().map(|(k, f)| {
            let end = if k == last { depth } else { frames[k + 1].base - frames[k + 1].drop as i32 };
            FrameSnap {
                code: f.code as u64,
                pc: if k == last { pc } else { f.pc },
                return_action: encode_action(f.action, f.drop, f.generator),
                base: f.base,
                nslots: (end - f.base).max(0) as u32,
                // The outermost frame has its function, or is a callee's, in whose front slot it is.
                owner: f.owner.filter(|_| k > 0).map(Source::Value),
            }
        });
        let frames: Vec<FrameSnap> = snaps.collect();
        let slots = shadow
            .iter()
            .enumerate()
            .take(depth as usize)
            .filter_map(|(i, r)| Some((i as i32, (*r)?)))
            .filter(|&(i, r)| !self.is_slot(r, i))
            .filter(|&(i, _)| frames.iter().any(|f| f.base <= i && i < f.base + f.nslots as i32))
            .map(|(i, r)| (i, Source::Value(r)))
            .collect();
        Snapshot { frames, slots, pending, ..Snapshot::default() }
    }

    /// Whether a name is what the slot held at entry.
    fn is_slot(&self, r: OpRef, at: i32) -> bool {
        r.is_inst() && {
            let inst = self.b.trace().inst(r);
            inst.op == taipan_jit::ir::Op::Slot && inst.imm as i32 == at
        }
    }

    /// A frame was entered: its variables beyond the arguments are empty.
    pub(super) fn entered(&mut self, code: *const CodeObj, args: usize, drop: usize, action: Action, owner: OpRef) {
        let base = self.position(self.d.fp);
        let nlocals = self.position(self.d.sp) - base;
        let empty = self.b.const_val(Value::EMPTY.bits());
        for k in args as i32..nlocals {
            self.set_slot(base + k, empty);
        }
        self.push_frame(Frame { code, base, pc: 0, drop: drop as u32, action, owner: Some(owner), generator: false });
    }

    /// One more frame is active.
    pub(super) fn push_frame(&mut self, frame: Frame) {
        let same = self.frames.iter().filter(|f| std::ptr::eq(f.code, frame.code)).count();
        self.frames.push(frame);
        if self.frames.len() > MAX_DEPTH {
            self.give_up("too many frames inlined into each other");
        } else if same >= MAX_RECURSION {
            self.give_up("recursion");
        }
    }

    /// Whether calls of this code become part of the trace. Loops that have trees of their own run there, and recursion
    /// ends somewhere: such calls are single operations of the trace.
    pub(super) fn inlines_code(&self, code: *const CodeObj) -> bool {
        let same = self.frames.iter().filter(|f| std::ptr::eq(f.code, code)).count();
        let most = if super::calls::has_entry(code) { 1 } else { MAX_RECURSION };
        same < most && self.frames.len() < MAX_DEPTH && !self.trees.any_in(code)
    }

    /// A back-edge of a loop that is not the one being recorded.
    pub(super) fn pass_back_edge(&mut self, header: u32) {
        let f = &self.frames[self.frames.len() - 1];
        if self.trees.contains(f.code, header) && matches!(self.goal, Goal::Loop) {
            return self.give_up("an inner loop has a trace of its own");
        }
        let depth = self.frames.len();
        // The loops inside this one, or in functions that it calls, begin again.
        self.passed.retain(|&(d, _, h), _| d < depth || d == depth && h <= header);
        let key = (depth, f.code as usize, header);
        self.unrolled.insert((key.1, header));
        let first = || Passed { turns: 0, before: self.checkpoint.clone(), opaque: self.opaque };
        let passed = self.passed.entry(key).or_insert_with(first);
        passed.turns += 1;
        let added = self.b.mark().insts - passed.before.mark.insts + OPAQUE_OPS * (self.opaque - passed.opaque);
        if passed.turns > FEW || added > MANY_OPS {
            // A bridge ends where the loop began: its turns are another trace's business.
            self.checkpoint = passed.before.clone();
            self.give_up(NOT_UNROLLED);
        }
    }

    /// The innermost frame is left: its loops begin again when it is called again.
    pub(super) fn pop_frame(&mut self) {
        self.frames.pop();
        let depth = self.frames.len();
        self.passed.retain(|&(d, _, _), _| d <= depth);
    }

    /// Loops that were begun to be unrolled.
    pub(super) fn unrolled(&self) -> Vec<(usize, u32)> {
        self.unrolled.iter().copied().collect()
    }

    /// Makes sure that a constant of the trace stays alive.
    pub(super) fn keep_alive(&mut self, v: Value) {
        if v.is_heap() && self.kept.insert(v.bits()) {
            // SAFETY: the value is alive while it is recorded.
            self.keep.push(unsafe { Ref::from_value(v) }.own());
        }
    }

    /// The name of a value as a tagged word.
    pub(super) fn word(&mut self, v: RVal) -> OpRef {
        self.b.to_val(v.r)
    }

    /// The constant that a name is.
    pub(super) fn is_constant(&self, r: OpRef) -> bool {
        self.b.trace().as_const(r).is_some()
    }

    /// The type of a name.
    pub(super) fn ty(&self, r: OpRef) -> Type {
        self.b.ty(r)
    }

    /// The finished trace and what it keeps alive.
    pub(super) fn finish(self) -> (Trace, Vec<Owned>) {
        (self.b.finish_trace(), self.keep)
    }
}

/// A return action with the distance of its frame's `ret` and whether the frame is a generator's, in one word.
pub(super) fn encode_action(a: Action, drop: u32, generator: bool) -> u32 {
    debug_assert!(a.data < 1 << 24 && drop < 4);
    (a.kind as u32) | u32::from(generator) << 5 | drop << 6 | a.data << 8
}

/// The inverse of [`encode_action`].
pub(super) fn decode_action(word: u32) -> (Action, u32, bool) {
    let kind = ActionKind::ALL[(word & 31) as usize];
    (Action { kind, data: word >> 8 }, word >> 6 & 3, word >> 5 & 1 == 1)
}
