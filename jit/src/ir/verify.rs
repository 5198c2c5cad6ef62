//! The verifier: what every trace and tree obeys. Runs after each pass in debug builds, and on whatever tests write.
//!
//! Of a trace: operands have the types of the table, definitions come before uses (in snapshots too), what can exit has
//! a snapshot, the last instruction and no other ends the trace, phis stand behind `loop_start`. Of a snapshot: frames
//! follow each other, every slot is in one of them, every value can be put where it says. Of a tree: bridges take what
//! their exit gives, jumps pass what the loop's phis take and reach loops whose preamble has run.

use super::descr::{AliasClass, Descrs};
use super::ops::{Imm, Op, Operand};
use super::snapshot::{Pending, SnapId, Source, StorePlace};
use super::text::{print_const, print_inst};
use super::trace::{OpRef, Trace, TraceKind, elem_type, result_type};
use super::tree::{TraceId, Tree};
use super::types::Type;
use std::fmt;

/// A rule that is broken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// The instruction or snapshot, as text.
    pub place: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Everything that is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VerifyErrors(pub Vec<VerifyError>);

impl fmt::Display for VerifyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|e| writeln!(f, "{e}"))
    }
}

impl std::error::Error for VerifyErrors {}

/// Checks one trace, recorded or optimised.
///
/// # Errors
/// All broken rules.
pub fn verify_trace(trace: &Trace, descrs: &Descrs) -> Result<(), VerifyErrors> {
    let mut v = Verifier::new(trace, descrs);
    v.order();
    v.insts();
    if v.errors.is_empty() { Ok(()) } else { Err(VerifyErrors(v.errors)) }
}

/// Checks the optimised traces of a tree and how they hang together.
///
/// # Errors
/// All broken rules.
pub fn verify_tree(tree: &Tree, descrs: &Descrs) -> Result<(), VerifyErrors> {
    let mut errors = Vec::new();
    for i in 0..tree.nodes.len() {
        let id = TraceId(i as u32);
        let trace = tree.trace(id);
        if let Err(e) = verify_trace(trace, descrs) {
            errors.extend(e.0);
            continue;
        }
        for &r in &trace.order {
            let message = match trace.inst(r).op {
                Op::Input => check_input(tree, trace, r),
                Op::JumpLoop => check_jump(tree, id, trace, r),
                _ => None,
            };
            errors.extend(message.map(|message| VerifyError { place: print_inst(trace, descrs, r), message }));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(VerifyErrors(errors)) }
}

fn check_input(tree: &Tree, trace: &Trace, r: OpRef) -> Option<String> {
    let (parent, snap) = tree.exit_snapshot(trace.parent()?);
    let inst = trace.inst(r);
    match parent.live_values(snap).get(inst.imm as usize) {
        None => Some("the parent exit has fewer live values".to_owned()),
        Some(&live) if parent.ty(live) != inst.ty => {
            Some(format!("the parent exit gives {} here ({live:?})", parent.ty(live)))
        }
        Some(_) => None,
    }
}

fn check_jump(tree: &Tree, from: TraceId, trace: &Trace, r: OpRef) -> Option<String> {
    let target = trace.inst(r).target();
    if target.0 as usize >= tree.nodes.len() {
        return Some(format!("the tree has no trace t{}", target.0));
    }
    if !reaches_loop(tree, from, target) {
        return Some(format!("the preamble of t{} has not run on every way to here", target.0));
    }
    let header = tree.trace(target);
    let (phis, args) = (header.phis(), trace.args(r));
    if phis.len() != args.len() {
        return Some(format!("the loop has {} phis, {} values are passed", phis.len(), args.len()));
    }
    let wrong = phis.iter().zip(args).find(|(p, a)| header.ty(**p) != trace.ty(**a))?;
    Some(format!(
        "the phi {:?} of the loop is {}, {:?} is {}",
        wrong.0,
        header.ty(*wrong.0),
        wrong.1,
        trace.ty(*wrong.1)
    ))
}

/// Whether all ways to the end of `from` pass the header of the loop of `target`.
fn reaches_loop(tree: &Tree, from: TraceId, target: TraceId) -> bool {
    let mut at = from;
    while let Some(exit) = tree.trace(at).parent() {
        let exit = tree.exit(exit);
        if exit.trace == target {
            let trace = tree.trace(target);
            let Some(start) = trace.loop_start() else { return false };
            return !trace.order[..start].iter().any(|&r| trace.inst(r).snap == Some(exit.snap));
        }
        at = exit.trace;
    }
    false
}

struct Verifier<'a> {
    trace: &'a Trace,
    descrs: &'a Descrs,
    /// Position of each instruction in the order.
    position: Vec<Option<usize>>,
    loop_start: Option<usize>,
    errors: Vec<VerifyError>,
}

impl<'a> Verifier<'a> {
    fn new(trace: &'a Trace, descrs: &'a Descrs) -> Self {
        Verifier { trace, descrs, position: vec![None; trace.insts.len()], loop_start: None, errors: Vec::new() }
    }

    fn error(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.errors.push(VerifyError { place: place.into(), message: message.into() });
    }

    fn inst_error(&mut self, r: OpRef, message: impl Into<String>) {
        let place = print_inst(self.trace, self.descrs, r);
        self.error(place, message);
    }

    /// The order: every instruction once, one end, one loop, phis behind it.
    fn order(&mut self) {
        let trace = self.trace;
        for (i, &r) in trace.order.iter().enumerate() {
            if r.is_const() || r.index() >= trace.insts.len() {
                self.error(format!("order[{i}]"), "is no instruction");
            } else if self.position[r.index()].replace(i).is_some() {
                self.inst_error(r, "is executed twice");
            }
        }
        if !self.errors.is_empty() {
            return;
        }
        let last = trace.order.len().wrapping_sub(1);
        let mut phis_allowed = false;
        for (i, &r) in trace.order.iter().enumerate() {
            let op = trace.inst(r).op;
            match op {
                Op::Nop => self.inst_error(r, "a hole is executed"),
                Op::LoopStart if self.loop_start.is_some() => self.inst_error(r, "a trace has one loop"),
                Op::LoopStart => self.loop_start = Some(i),
                Op::Phi if !phis_allowed => self.inst_error(r, "stands behind loop_start or another phi only"),
                Op::Slot if self.loop_start.is_some() => self.inst_error(r, "slots are read before the loop only"),
                Op::Input if trace.kind == TraceKind::Root => self.inst_error(r, "a root trace has no inputs"),
                _ if op.is_terminal() && i != last => self.inst_error(r, "ends the trace before its last instruction"),
                _ => {}
            }
            phis_allowed = matches!(op, Op::LoopStart | Op::Phi);
        }
        if trace.end().is_none() {
            self.error("trace", "does not end");
        }
    }

    fn insts(&mut self) {
        if !self.errors.is_empty() {
            return;
        }
        for &r in &self.trace.order {
            if self.operands(r) {
                self.result(r);
                self.placement(r);
            }
        }
        for &r in &self.trace.owned_at_header {
            if self.trace.ty(r).is_counted() && r.is_inst() {
                continue;
            }
            self.error("header", format!("{r:?} cannot be owned"));
        }
    }

    /// Number, definition and type of the operands; false if their number is wrong.
    fn operands(&mut self, r: OpRef) -> bool {
        let trace = self.trace;
        let info = trace.inst(r).op.info();
        let args = trace.args(r);
        let fixed = info.operands.iter().filter(|o| !o.is_variadic()).count();
        let variadic = fixed != info.operands.len();
        if args.len() < fixed || args.len() > fixed && !variadic {
            self.inst_error(r, format!("takes {fixed} operands"));
            return false;
        }
        let at = self.position[r.index()].unwrap_or(0);
        for (i, &arg) in args.iter().enumerate() {
            let is_after = trace.inst(r).op == Op::Phi && i == 1;
            let limit = if is_after { trace.order.len() } else { at };
            if let Some(why) = self.not_defined(arg, limit) {
                self.inst_error(r, why);
                continue;
            }
            let operand = info.operands.get(i).copied().unwrap_or(Operand::Args);
            if let Some(why) = self.wrong_type(r, operand, i, arg) {
                self.inst_error(r, why);
            }
        }
        if info.imm == Imm::Call {
            let wanted = self.descrs.call(trace.inst(r).call()).args.len();
            if wanted != args.len() {
                self.inst_error(r, format!("the function takes {wanted} arguments"));
            }
        }
        true
    }

    /// Why `arg` has no value in front of position `limit`.
    fn not_defined(&self, arg: OpRef, limit: usize) -> Option<String> {
        if arg.is_const() {
            return self.trace.as_const(arg).is_none().then(|| format!("there is no constant {arg:?}"));
        }
        let position = if arg == OpRef::NONE { None } else { self.position.get(arg.index()).copied().flatten() };
        match position {
            None => Some(format!("{arg:?} is not defined")),
            Some(p) if p >= limit => Some(format!("{arg:?} is defined later")),
            Some(_) if self.trace.ty(arg) == Type::Void => Some(format!("{arg:?} has no value")),
            Some(_) => None,
        }
    }

    fn wrong_type(&self, r: OpRef, operand: Operand, i: usize, arg: OpRef) -> Option<String> {
        let trace = self.trace;
        let inst = trace.inst(r);
        let ty = trace.ty(arg);
        let wanted = match operand {
            Operand::Elem => Some(elem_type(self.descrs, inst.op, inst.imm)),
            Operand::Args if inst.op == Op::Call => self.descrs.call(inst.call()).args.get(i).copied(),
            _ => None,
        };
        if let Some(wanted) = wanted.filter(|w| *w != ty) {
            return Some(format!("operand {i} is {ty}, not {wanted}"));
        }
        let first = trace.args(r).first().map_or(Type::Void, |a| trace.ty(*a));
        if !operand.accepts(ty, first) {
            return Some(format!("operand {i} is {ty}, not {operand:?}"));
        }
        (operand.needs_const() && !arg.is_const()).then(|| format!("operand {i} must be a constant"))
    }

    fn result(&mut self, r: OpRef) {
        let inst = self.trace.inst(r);
        let wanted = match result_type(self.descrs, inst.op, inst.imm) {
            Some(ty) => ty,
            None if inst.op == Op::Phi => self.trace.ty(self.trace.arg(r, 0)),
            None if inst.ty == Type::Void => return self.inst_error(r, "has no type"),
            None => return,
        };
        if inst.ty != wanted {
            self.inst_error(r, format!("gives {wanted}, not {}", inst.ty));
        }
    }

    /// Snapshots where they belong, and nowhere else.
    fn placement(&mut self, r: OpRef) {
        let inst = self.trace.inst(r);
        let closes_recorded = inst.op == Op::Jump && self.loop_start.is_none();
        if closes_recorded && self.trace.kind != TraceKind::Root {
            self.inst_error(r, "only a loop can be closed");
        }
        let Some(snap) = inst.snap else {
            if inst.op.needs_snapshot() || closes_recorded {
                self.inst_error(r, "has no snapshot");
            }
            return;
        };
        if snap.index() >= self.trace.snaps.len() {
            return self.inst_error(r, format!("there is no snapshot {snap:?}"));
        }
        if !inst.op.needs_snapshot() && !matches!(inst.op, Op::Jump | Op::JumpLoop) {
            self.inst_error(r, "has a snapshot and no use for it");
        }
        let pending = self.trace.snap(snap).pending;
        if inst.op == Op::GuardNoRaise && pending != Pending::Raised {
            self.inst_error(r, format!("{snap:?} does not say `raised`"));
        }
        if matches!(inst.op, Op::JumpEntry | Op::JumpTree | Op::JumpLoop) {
            self.entry_snapshot(r, snap);
        }
        self.snapshot(r, snap);
    }

    fn entry_snapshot(&mut self, r: OpRef, id: SnapId) {
        let snap = self.trace.snap(id);
        let plain = snap.frames.len() == 1
            && snap.frames[0].base == 0
            && snap.pending == Pending::None
            && snap.stores.is_empty();
        if !plain {
            self.inst_error(r, format!("{id:?} has more than the root frame's slots"));
        }
        let boxed = snap.slots.iter().all(|s| matches!(s.1, Source::Value(v) if self.trace.ty(v).is_counted()));
        if !boxed {
            self.inst_error(r, format!("{id:?} has raw or virtual slots"));
        }
    }

    /// A snapshot as the instruction `r` sees it.
    fn snapshot(&mut self, r: OpRef, id: SnapId) {
        let snap = self.trace.snap(id);
        let place = format!("{id:?} of `{}`", print_inst(self.trace, self.descrs, r));
        if snap.frames.is_empty() {
            self.error(&place, "has no frame");
        }
        let overlap = snap.frames.windows(2).any(|f| f[0].base + f[0].nslots as i32 > f[1].base);
        if overlap {
            self.error(&place, "frames overlap or are out of order");
        }
        if snap.slots.windows(2).any(|s| s[0].0 >= s[1].0) {
            self.error(&place, "slots are out of order");
        }
        let outside = |i: i32| !snap.frames.iter().any(|f| f.base <= i && i < f.base + f.nslots as i32);
        if let Some(slot) = snap.slots.iter().find(|s| outside(s.0)) {
            self.error(&place, format!("slot {} is in no frame", slot.0));
        }
        let at = self.position[r.index()].unwrap_or(0);
        let mut opened = Vec::new();
        for (i, source) in &snap.slots {
            self.fits(&place, &format!("slot {i}"), *source, Type::Val, at, &mut opened);
        }
        for owner in snap.frames.iter().filter_map(|f| f.owner) {
            self.fits(&place, "owner", owner, Type::Val, at, &mut opened);
        }
        if let Pending::Result(source, _) = snap.pending {
            self.fits(&place, "result", source, Type::Val, at, &mut opened);
        }
        for store in &snap.stores {
            let ty = match store.place {
                StorePlace::Field(f) => self.descrs.field(f).kind.ty(),
                StorePlace::Item(a, i) => {
                    self.fits(&place, "index", Source::Value(i), Type::Int, at, &mut opened);
                    self.descrs.array(a).kind.ty()
                }
            };
            self.fits(&place, "stored value", store.value, ty, at, &mut opened);
            let object = match store.object {
                Source::Value(o) if self.trace.ty(o) == Type::Ptr => Type::Ptr,
                _ => Type::Ref,
            };
            self.fits(&place, "object", store.object, object, at, &mut opened);
        }
        for &owned in &snap.owned {
            if !self.trace.ty(owned).is_counted() || self.not_defined(owned, at).is_some() {
                self.error(&place, format!("{owned:?} cannot be owned here"));
            }
        }
    }

    /// Whether a source can be put into a cell of type `ty`. What goes into a `val` is boxed by the exit.
    fn fits(&mut self, place: &str, what: &str, s: Source, ty: Type, at: usize, opened: &mut Vec<u32>) {
        match s {
            Source::Value(r) => {
                if let Some(why) = self.not_defined(r, at) {
                    return self.error(place, format!("{what}: {why}"));
                }
                let found = self.trace.ty(r);
                if found != ty && !(ty == Type::Val && found.fits_slot()) {
                    let value = self.trace.as_const(r).map_or(format!("{r:?}"), |c| print_const(self.descrs, c));
                    self.error(place, format!("{what}: {value} is {found}, not {ty}"));
                }
            }
            Source::Virtual(v) if v.0 as usize >= self.trace.virtuals.len() => {
                self.error(place, format!("{what}: there is no virtual object o{}", v.0));
            }
            Source::Virtual(v) => {
                if !matches!(ty, Type::Val | Type::Ref) {
                    self.error(place, format!("{what}: o{} is an object, not {ty}", v.0));
                }
                if !opened.contains(&v.0) {
                    opened.push(v.0);
                    self.virtual_object(place, v.0, at, opened);
                }
            }
        }
    }

    fn virtual_object(&mut self, place: &str, id: u32, at: usize, opened: &mut Vec<u32>) {
        let v = self.trace.virtuals[id as usize].clone();
        let ty = self.descrs.object_type(v.ty);
        for (field, source) in &v.fields {
            let f = self.descrs.field(*field);
            let is_header = f.alias == AliasClass::SHAPE;
            if !is_header && !ty.fields.iter().any(|known| known.0 == *field) {
                self.error(place, format!("o{id}: {} has no field {}", ty.name, f.name));
            }
            self.fits(place, &format!("o{id}.{}", f.name), *source, f.kind.ty(), at, opened);
        }
        match &ty.items {
            Some(items) => {
                let kind = self.descrs.array(items.array).kind.ty();
                for (i, source) in v.items.iter().enumerate() {
                    self.fits(place, &format!("o{id}[{i}]"), *source, kind, at, opened);
                }
            }
            None if !v.items.is_empty() => self.error(place, format!("o{id}: {} has no items", ty.name)),
            None => {}
        }
    }
}
