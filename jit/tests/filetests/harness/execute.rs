//! `test run`: the tree of the file's traces, through the evaluator and through Cranelift, in worlds of their own.

use super::Case;
use super::commands::tree;
use super::setup::{CALLER_SLOTS, World};
use taipan_jit::backend::Backend;
use taipan_jit::backend::context::{FINISHED, StubTable};
use taipan_jit::backend::cranelift::CraneliftBackend;
use taipan_jit::backend::eval::{self, EvalBackend, Left, Memory, SimHeap, Stop, rebuild};
use taipan_jit::ir::resolve::{ExitPlan, PlanPending, resolve_exit};
use taipan_jit::ir::text::parse;
use taipan_jit::ir::verify::verify_tree;
use taipan_jit::ir::{Descrs, MemKind, Trace, Tree};

const FUEL: u64 = 20_000;
const OUT_OF_FUEL: &str = "out of fuel\n";

/// How to run a tree in a world.
pub type Runner = fn(&Tree, &mut World) -> Result<Option<Left>, String>;

/// The state after the run, the same for all ways to run.
pub fn run(case: &Case) -> Result<String, String> {
    let evaluated = run_with(case, evaluate)?;
    if evaluated == OUT_OF_FUEL {
        // The others have no fuel and would not come back.
        return Ok(evaluated);
    }
    let mut others: Vec<(&str, Runner)> = vec![("the evaluator on raw memory", evaluate_raw)];
    if !case.directives.iter().any(|d| d.starts_with("eval only")) {
        others.push(("native code", run_native));
    }
    for (who, runner) in others {
        let found = run_with(case, runner)?;
        if found != evaluated {
            return Err(format!("the evaluator gives\n{evaluated}\n{who} gives\n{found}"));
        }
    }
    Ok(evaluated)
}

fn run_with(case: &Case, runner: Runner) -> Result<String, String> {
    run_tree(case, runner, |traces, _| Ok(tree(traces)))
}

/// Runs the tree that `make` makes of the file's traces through the evaluator.
pub fn evaluate_tree(
    case: &Case,
    make: impl FnOnce(Vec<Trace>, &Descrs) -> Result<Tree, String>,
) -> Result<String, String> {
    run_tree(case, evaluate, make)
}

/// The same through native code.
pub fn run_tree_natively(
    case: &Case,
    make: impl FnOnce(Vec<Trace>, &Descrs) -> Result<Tree, String>,
) -> Result<String, String> {
    run_tree(case, run_native, make)
}

fn run_tree(
    case: &Case,
    runner: Runner,
    make: impl FnOnce(Vec<Trace>, &Descrs) -> Result<Tree, String>,
) -> Result<String, String> {
    let mut world = World::new(case)?;
    let traces = parse(&case.input, &world.descrs).map_err(|e| e.to_string())?;
    let tree = make(traces, &world.descrs)?;
    verify_tree(&tree, &world.descrs).map_err(|e| format!("does not verify:\n{e}"))?;
    if case.directives.iter().any(|d| d == "invalid") {
        tree.invalidate();
    }
    world.heap.tree = Some(tree.clone());
    match runner(&tree, &mut world)? {
        Some(left) => Ok(describe(case, &tree, &mut world, &left)),
        None => Ok(OUT_OF_FUEL.to_owned()),
    }
}

pub fn evaluate(tree: &Tree, world: &mut World) -> Result<Option<Left>, String> {
    match eval::run(tree, &world.descrs, &mut *world.heap, world.frame, FUEL) {
        Stop::Left(left) => Ok(Some(left)),
        Stop::OutOfFuel => Ok(None),
    }
}

fn evaluate_raw(tree: &Tree, world: &mut World) -> Result<Option<Left>, String> {
    let backend = EvalBackend::new(world.descrs.clone(), SimHeap::config());
    run_backend(backend, StubTable::default(), tree, world)
}

pub fn run_native(tree: &Tree, world: &mut World) -> Result<Option<Left>, String> {
    let backend = CraneliftBackend::new(&SimHeap::config()).map_err(|e| e.to_string())?;
    let stubs = backend.home().stubs();
    run_backend(backend, stubs, tree, world)
}

#[allow(unsafe_code, reason = "native code is entered")]
fn run_backend<B: Backend>(
    mut backend: B,
    stubs: StubTable,
    tree: &Tree,
    world: &mut World,
) -> Result<Option<Left>, String> {
    let code = backend.compile(tree, &world.descrs).map_err(|e| e.to_string())?;
    let mut ctx = world.heap.context(stubs);
    // SAFETY: the context and the frame belong to the world's heap; what the trace says about memory is checked by the
    // evaluator, which has run it before.
    let exit = unsafe { backend.run(&code, &mut ctx, world.frame as usize as *mut u64) };
    if exit.0 == FINISHED {
        return Ok(Some(Left { exit, live: Vec::new(), result: Some(ctx.scratch) }));
    }
    let count = resolve_exit(tree, exit).live.len();
    Ok(Some(Left { exit, live: ctx.exit_buf[..count].to_vec(), result: None }))
}

/// Frames, pending result, objects, log; and the audit, if it is asked for.
pub fn describe(case: &Case, tree: &Tree, world: &mut World, left: &Left) -> String {
    if let Some(result) = left.result {
        let out = format!("finished {}\n", world.heap.describe(result));
        return out + &objects(case, world, vec![result], 0);
    }
    let plan = resolve_exit(tree, left.exit);
    let exit = tree.exit(left.exit);
    let descrs = world.descrs.clone();
    let heap = &mut *world.heap;
    let rebuilt = rebuild(&plan, &left.live, &descrs, heap, world.frame);
    let mut out = format!("exit {} (t{} {:?})\n", left.exit.0, exit.trace.0, exit.snap);
    let mut roots = Vec::new();
    for (f, owner) in plan.frames.iter().zip(&rebuilt.owners) {
        out += &format!("[code={} pc={} ret={}]", f.code, f.pc, f.return_action);
        if let Some(owner) = owner {
            roots.push(*owner);
            out += &format!(" owner={}", heap.describe(*owner));
        }
        for i in 0..f.nslots as i32 {
            let address = world.frame.wrapping_add_signed(8 * i64::from(f.base + i));
            let w = heap.load(address, MemKind::Val);
            roots.push(w);
            out += &format!(" {}", heap.describe(w));
        }
        out.push('\n');
    }
    out += &pending(&plan, rebuilt.result, heap, &mut roots);
    out + &objects(case, world, roots, plan.frames.first().map_or(0, |f| f.base))
}

/// Objects, log, and the audit of what `roots` and the slots of callers hold. `first`: where the frames begin.
fn objects(case: &Case, world: &mut World, mut roots: Vec<u64>, first: i32) -> String {
    let (mut out, heap) = (String::new(), &mut *world.heap);
    for (name, address) in &world.named {
        out += &format!("{name}: {}\n", heap.describe_content(*address));
    }
    for line in &heap.log {
        out += &format!("{line}\n");
    }
    if case.directives.iter().any(|d| d == "audit") {
        callers(first, world, &mut roots);
        let wrong = world.heap.audit(&roots);
        out +=
            &if wrong.is_empty() { "audit: ok\n".to_owned() } else { format!("audit: {}\n", wrong.join("\n       ")) };
    }
    out
}

fn pending(plan: &ExitPlan, result: Option<(u64, u32)>, heap: &mut SimHeap, roots: &mut Vec<u64>) -> String {
    match (plan.pending, result) {
        (PlanPending::Raised, _) => "raised\n".to_owned(),
        (_, Some((w, action))) => {
            roots.push(w);
            format!("result {} for action {action}\n", heap.describe(w))
        }
        _ => String::new(),
    }
}

/// Slots of callers that the exit says nothing about hold references too.
fn callers(first: i32, world: &mut World, roots: &mut Vec<u64>) {
    for i in -(CALLER_SLOTS as i32)..first {
        let address = world.frame.wrapping_add_signed(8 * i64::from(i));
        roots.push(world.heap.load(address, MemKind::Val));
    }
}
