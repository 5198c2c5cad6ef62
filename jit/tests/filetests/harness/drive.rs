//! Runs a loop and fragments of code that follow its exits, as a program would: once with each fragment as a trace of its
//! own, entered from memory, once with the fragments as bridges of the loop's tree. Both must come to the same end.

use super::Case;
use super::execute::{Runner, describe, evaluate, run_native};
use super::optimise;
use super::setup::World;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use taipan_jit::backend::eval::{Left, rebuild};
use taipan_jit::ir::resolve::resolve_exit;
use taipan_jit::ir::text::{parse, print_trace};
use taipan_jit::ir::trace::Inst;
use taipan_jit::ir::verify::verify_tree;
use taipan_jit::ir::{Descrs, ExitId, Op, OpRef, SnapId, Snapshot, Source, Trace, TraceBuilder, Tree, Type};
use taipan_jit::opt::{OptConfig, optimize, optimize_bridge};

/// A piece of code that starts where an exit with pc `at` resumes: a root trace over the slots, which ends with an exit.
/// If that resumes at pc 0, the loop goes on.
pub struct Fragment {
    /// The pc.
    pub at: u32,
    /// The trace.
    pub text: String,
}

const MOST_STEPS: usize = 60;
const MOST_BRIDGES: usize = 4;

/// Compares; gives how many bridges the tree had in the end.
pub fn compare(case: &Case, fragments: &[Fragment], config: &OptConfig) -> Result<usize, String> {
    compared(case, fragments, config).map(|c| c.0)
}

/// How many bridges there were, the tree with them, and the end.
type Compared = (usize, (Tree, Arc<Descrs>), String);

fn compared(case: &Case, fragments: &[Fragment], config: &OptConfig) -> Result<Compared, String> {
    let audited =
        Case { directives: [&case.directives[..], &["audit".to_owned()]].concat(), input: case.input.clone() };
    let mut plain = Driver::new(&audited, fragments, config, evaluate)?;
    let apart = plain.run(0)?.0;
    let mut grown = Driver::new(&audited, fragments, config, evaluate)?;
    let (joined, bridges) = grown.run(MOST_BRIDGES)?;
    if joined != apart || !apart.ends_with("audit: ok\n") {
        return Err(format!("apart:\n{apart}\njoined:\n{joined}\n{}", grown.text()));
    }
    let mut machine = Driver::new(&audited, fragments, config, run_native)?;
    let native = machine.run(MOST_BRIDGES)?.0;
    if native != apart {
        return Err(format!("apart:\n{apart}\nnative:\n{native}\n{}", machine.text()));
    }
    Ok((bridges, (grown.tree, grown.world.descrs), apart))
}

/// `test grow`: the file's first trace is the loop, each further one a fragment that starts at its pc. Prints the loop and
/// the bridges that have grown, optimised, and the end that all ways to run come to.
pub fn print(case: &Case) -> Result<String, String> {
    let config = optimise::config(case)?;
    let mut parts = case.input.split_inclusive('\n').fold(vec![String::new()], |mut parts, line| {
        if line.starts_with("trace ") {
            parts.push(String::new());
        }
        parts.last_mut().expect("never empty").push_str(line);
        parts
    });
    let declarations = parts.remove(0);
    let mut traces = parts.into_iter();
    let root = traces.next().ok_or("no trace")?;
    let loop_case = Case { directives: case.directives.clone(), input: declarations.clone() + &root };
    let fragments: Vec<Fragment> = traces
        .map(|text| {
            let pc = text.split("pc=").nth(1).and_then(|t| t.split_whitespace().next()).and_then(|t| t.parse().ok());
            Ok(Fragment { at: pc.ok_or("a fragment has no pc")?, text: declarations.clone() + &text })
        })
        .collect::<Result<_, String>>()?;
    let (_, tree, end) = compared(&loop_case, &fragments, &config)?;
    let descrs = tree.1;
    let out: String = tree.0.nodes.iter().map(|n| print_trace(&n.optimised, &descrs)).collect();
    Ok(out + &end)
}

struct Driver<'a> {
    case: &'a Case,
    config: &'a OptConfig,
    world: World,
    tree: Tree,
    fragments: BTreeMap<u32, (Trace, Tree)>,
    runner: Runner,
}

impl<'a> Driver<'a> {
    fn new(case: &'a Case, fragments: &[Fragment], config: &'a OptConfig, runner: Runner) -> Result<Self, String> {
        let world = World::new(case)?;
        let descrs = world.descrs.clone();
        let read = |text: &str| Ok::<_, String>(parse(text, &descrs).map_err(|e| e.to_string())?.remove(0));
        let optimised = |t: &Trace| Ok::<_, String>(Tree::new(t.clone(), optimize(t, &descrs, config)?));
        let tree = optimised(&read(&case.input)?)?;
        let mut all = BTreeMap::new();
        for f in fragments {
            let trace = read(&f.text)?;
            let tree = optimised(&trace)?;
            all.insert(f.at, (trace, tree));
        }
        Ok(Driver { case, config, world, tree, fragments: all, runner })
    }

    /// Runs until nothing follows, growing at most so many bridges on the way; gives the final state, and how many.
    fn run(&mut self, bridges: usize) -> Result<(String, usize), String> {
        let mut in_fragment = None;
        let mut grown = 0;
        for _ in 0..MOST_STEPS {
            let tree = match in_fragment {
                Some(at) => self.fragments[&at].1.clone(),
                None => self.tree.clone(),
            };
            verify_tree(&tree, &self.world.descrs).map_err(|e| format!("{e}\n{}", self.text()))?;
            self.world.heap.tree = Some(tree.clone());
            let Some(left) = (self.runner)(&tree, &mut self.world)? else { return Err("out of fuel".to_owned()) };
            let plan = resolve_exit(&tree, left.exit);
            let pc = plan.frames[0].pc;
            // A bridge may find at the loop's header that what it brings does not fit: then the loop is entered anew.
            let end = pc == 0 && (in_fragment.is_some() || tree.exit(left.exit).trace.0 != 0);
            let known = self.fragments.contains_key(&pc);
            if !end && !known {
                return Ok((self.state(&tree, &left), grown));
            }
            if in_fragment.is_none() && known && grown < bridges && !tree.exit(left.exit).to_interpreter {
                self.grow(left.exit, pc)?;
                grown += 1;
            }
            let descrs = self.world.descrs.clone();
            rebuild(&plan, &left.live, &descrs, &mut *self.world.heap, self.world.frame);
            in_fragment = (!end).then_some(pc);
        }
        Ok(("too many steps\naudit: ok\n".to_owned(), grown))
    }

    fn state(&mut self, tree: &Tree, left: &Left) -> String {
        let text = describe(self.case, tree, &mut self.world, left);
        text.lines().filter(|l| !l.starts_with("exit ") && !l.starts_with("sync ")).map(|l| format!("{l}\n")).collect()
    }

    fn text(&self) -> String {
        let descrs = &self.world.descrs;
        let traces = self.tree.nodes.iter();
        traces.map(|n| print_trace(&n.recorded, descrs) + &print_trace(&n.optimised, descrs)).collect()
    }

    fn grow(&mut self, exit: ExitId, pc: u32) -> Result<(), String> {
        let recorded = bridge(&self.tree, exit, &self.fragments[&pc].0, &self.world.descrs);
        let optimised = optimize_bridge(&self.tree, &recorded, &self.world.descrs, self.config)?;
        self.tree.add(recorded, optimised);
        Ok(())
    }
}

/// The fragment as a recorder would have written it at an exit: slots that the exit names are its live values.
fn bridge(tree: &Tree, exit: ExitId, fragment: &Trace, descrs: &Arc<Descrs>) -> Trace {
    let mut b = TraceBuilder::bridge(descrs.clone(), tree, exit);
    let (parent, snap) = tree.exit_snapshot(exit);
    let snap: Snapshot = parent.snap(snap).clone();
    let mut made = HashMap::new();
    let mut named: BTreeMap<i32, OpRef> = BTreeMap::new();
    for &(k, s) in &snap.slots {
        let value = b.parent_source(tree, s, &mut made);
        named.insert(k, value);
    }
    let mut read = BTreeMap::new();
    for &r in &fragment.order {
        if fragment.inst(r).op == Op::Slot {
            let k = fragment.inst(r).slot();
            let value = named.get(&k).copied().unwrap_or_else(|| b.slot(k));
            read.insert(k, value);
        }
    }
    let end = b.snapshot(Snapshot::default());
    b.exit(end);
    let mut out = b.finish_trace();
    out.order.pop();
    out.snaps.clear();
    let mut w = Copier { from: fragment, out: &mut out, values: HashMap::new(), named };
    for &r in &fragment.order {
        w.copy(r, &read, descrs);
    }
    out
}

struct Copier<'a> {
    from: &'a Trace,
    out: &'a mut Trace,
    values: HashMap<OpRef, OpRef>,
    named: BTreeMap<i32, OpRef>,
}

impl Copier<'_> {
    fn value(&mut self, r: OpRef) -> OpRef {
        match self.from.as_const(r) {
            Some(c) => self.out.constant(c.ty, c.bits),
            None => self.values[&r],
        }
    }

    fn snap(&mut self, id: SnapId) -> SnapId {
        let mut snap = self.from.snap(id).clone();
        snap.each_source_mut(|s| {
            if let Source::Value(r) = s {
                *r = self.value(*r);
            }
        });
        for (k, v) in self.named.clone() {
            if snap.slot(k).is_none() && k < snap.frames[0].nslots as i32 {
                snap.set_slot(k, Source::Value(v));
            }
        }
        self.out.snaps.push(snap);
        SnapId::new(self.out.snaps.len() - 1)
    }

    fn copy(&mut self, r: OpRef, read: &BTreeMap<i32, OpRef>, descrs: &Descrs) {
        let inst = *self.from.inst(r);
        if inst.op == Op::Slot {
            self.values.insert(r, read[&inst.slot()]);
            return;
        }
        let args: Vec<OpRef> = self.from.args(r).iter().map(|&a| self.value(a)).collect();
        let mut snap = inst.snap.map(|s| self.snap(s));
        let goes_on = inst.op == Op::Exit && self.out.snap(snap.expect("an exit has a snapshot")).frames[0].pc == 0;
        let op = if goes_on { Op::JumpEntry } else { inst.op };
        if goes_on {
            snap = snap.map(|s| self.boxed(s, descrs));
        }
        let args = self.out.make_args(&args);
        let new = self.out.push(Inst { op, args, snap, ..inst });
        self.values.insert(r, new);
    }

    /// A jump to the entry wants tagged words.
    fn boxed(&mut self, id: SnapId, descrs: &Descrs) -> SnapId {
        let mut snap = self.out.snap(id).clone();
        for (_, s) in &mut snap.slots {
            let Source::Value(r) = s else { continue };
            let op = match self.out.ty(*r) {
                Type::Int => Op::BoxInt,
                Type::Float => Op::BoxFloat,
                Type::Bool => Op::BoolToVal,
                Type::Ref => Op::RefToVal,
                _ => continue,
            };
            *r = self.out.emit(descrs, op, 0, &[*r], None);
        }
        self.out.snaps.push(snap);
        SnapId::new(self.out.snaps.len() - 1)
    }
}
