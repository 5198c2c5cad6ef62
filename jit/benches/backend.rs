//! What code costs to run and to make.
//!
//! `cargo bench -p taipan-jit --bench backend` prints nanoseconds per iteration of small loops
//! (each run makes [`TURNS`] of them) and milliseconds per compilation by trace length. The
//! figures that were taken with it are in `backend/cranelift/mod.rs`.
#![allow(unsafe_code, reason = "runs the code that it has compiled")]
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::fmt::Write;
use std::hint::black_box;

use taipan_jit::backend::Backend;
use taipan_jit::backend::context::{JitCtx, RuntimeFns};
use taipan_jit::backend::cranelift::{Compiler, CraneliftBackend, Detail, LowerOptions};
use taipan_jit::ir::descr::Descrs;
use taipan_jit::ir::text::parse;
use taipan_jit::ir::tree::Tree;
use taipan_jit::ir::word::{EngineConfig, fixnum};
use taipan_jit::opt::{OptConfig, PASSES, optimize};

const TURNS: i64 = 10_000;

extern "C" fn alloc_word(_: *mut JitCtx, _: i64) -> u64 {
    4
}
extern "C" fn no_whole(_: *mut JitCtx, _: u64, _: u64, _: u64) -> u64 {
    unreachable!("no kernel has integers of any size")
}

extern "C" fn alloc_float(_: *mut JitCtx, _: f64) -> u64 {
    4
}
extern "C" fn alloc_object(_: *mut JitCtx, _: u64) -> u64 {
    8
}
extern "C" fn complete(_: *mut JitCtx, _: u64, _: u64, _: *mut u64) -> u64 {
    0
}
extern "C" fn nothing(_: *mut JitCtx, _: u64) {}

fn tree(text: &str, descrs: &Descrs) -> Tree {
    let mut traces = parse(text, descrs).unwrap_or_else(|e| panic!("{e}")).into_iter();
    let root = traces.next().expect("a root trace");
    let mut tree = Tree::new(root.clone(), root);
    for bridge in traces {
        tree.add(bridge.clone(), bridge);
    }
    tree
}

/// `while i < n: s += i; i += 1`, overflow checked.
const SUM: &str = "
trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: val = slot 1
  v3: int = unbox_int v2 ! s0
  loop_start
  v5: int = phi v1, v10
  v6: int = phi v1, v9
  v7: bool = int_lt v5, v3
  guard_true v7 ! s1
  v9: int = int_add_ovf v6, v5 ! s1
  v10: int = int_add v5, 1
  jump
  s0: [code=1 pc=0 base=0 n=4]
  s1: [code=1 pc=1 base=0 n=4] 0=v5 2=v6
";

/// Sum of an array, bounds checked, header loads in the loop.
const ARRAY_SUM: &str = "
field LEN = offset 16 i64 alias 2
field ITEMS = offset 24 ptr alias 3
array INTS = base 0 i64 alias 4
trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: val = slot 1
  v3: int = unbox_int v2 ! s0
  v4: val = slot 3
  v5: ref = val_to_ref v4 ! s0
  loop_start
  v7: int = phi v1, v18
  v8: int = phi v1, v17
  v9: bool = int_lt v7, v3
  guard_true v9 ! s1
  v11: int = get_field LEN, v5
  v12: bool = int_ult v7, v11
  guard_true v12 ! s1
  v14: ptr = get_field ITEMS, v5
  v15: int = array_get INTS, v14, v7
  v17: int = int_add_ovf v8, v15 ! s1
  v18: int = int_add v7, 1
  jump
  s0: [code=1 pc=0 base=0 n=4]
  s1: [code=1 pc=1 base=0 n=4] 0=v7 2=v8
";

/// One pair of bodies of nbody on raw floats, two guards.
const NBODY: &str = "
trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: val = slot 1
  v3: int = unbox_int v2 ! s0
  loop_start
  v5: int = phi v1, v40
  v6: float = phi 0.1, v30
  v7: float = phi 0.2, v31
  v8: float = phi 0.3, v32
  v9: float = phi 1.1, v33
  v10: float = phi 1.2, v34
  v11: float = phi 1.3, v35
  v12: bool = int_lt v5, v3
  guard_true v12 ! s1
  v14: float = float_sub v6, v9
  v15: float = float_sub v7, v10
  v16: float = float_sub v8, v11
  v17: float = float_mul v14, v14
  v18: float = float_mul v15, v15
  v19: float = float_mul v16, v16
  v20: float = float_add v17, v18
  v21: float = float_add v20, v19
  v22: float = float_sqrt v21
  v23: float = float_mul v21, v22
  v24: bool = float_gt v23, 0.0
  guard_true v24 ! s1
  v26: float = float_div 0.001, v23
  v27: float = float_mul v14, v26
  v28: float = float_mul v15, v26
  v29: float = float_mul v16, v26
  v30: float = float_sub v6, v27
  v31: float = float_sub v7, v28
  v32: float = float_sub v8, v29
  v33: float = float_add v9, v27
  v34: float = float_add v10, v28
  v35: float = float_add v11, v29
  v40: int = int_add v5, 1
  jump
  s0: [code=1 pc=0 base=0 n=4]
  s1: [code=1 pc=1 base=0 n=4] 0=v5 1=v6 2=v9
";

/// `x = x * a + b` with a guard on the float.
const FLOAT_GUARD: &str = "
trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: val = slot 1
  v3: int = unbox_int v2 ! s0
  loop_start
  v5: int = phi v1, v12
  v6: float = phi 0.5, v11
  v7: bool = int_lt v5, v3
  guard_true v7 ! s1
  v9: float = float_mul v6, 0.999
  v11: float = float_add v9, 0.001
  v13: bool = float_lt v11, 100.0
  guard_true v13 ! s1
  v12: int = int_add v5, 1
  jump
  s0: [code=1 pc=0 base=0 n=4]
  s1: [code=1 pc=1 base=0 n=4] 0=v5 2=v6
";

/// A branch that goes either way at random, the other arm a bridge.
const BRANCH: &str = "
trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: val = slot 1
  v3: int = unbox_int v2 ! s0
  loop_start
  v5: int = phi v1, v20
  v6: int = phi v1, v19
  v7: int = phi 12345, v12
  v8: bool = int_lt v5, v3
  guard_true v8 ! s1
  v10: int = int_mul v7, 6364136223846793005
  v12: int = int_add v10, 1442695040888963407
  v13: int = int_ushr v12, 63
  v14: bool = int_eq v13, 0
  guard_true v14 ! s2
  v19: int = int_add v6, v5
  v20: int = int_add v5, 1
  jump
  s0: [code=1 pc=0 base=0 n=4]
  s1: [code=1 pc=1 base=0 n=4] 0=v5 2=v6
  s2: [code=1 pc=2 base=0 n=4] 0=v5 2=v6 3=v12
trace bridge exit=2 code=1 pc=0 slots=4
  v0: int = input 0
  v1: int = input 1
  v2: int = input 2
  v3: int = int_sub v1, v0
  v4: int = int_add v0, 1
  jump_loop t0, v4, v3, v2
";

/// Floats boxed into an array and unboxed again.
const BOXES: &str = "
array VALS = base 32 val alias 4
trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: val = slot 1
  v3: int = unbox_int v2 ! s0
  v4: val = slot 3
  v5: ref = val_to_ref v4 ! s0
  loop_start
  v7: int = phi v1, v18
  v9: bool = int_lt v7, v3
  guard_true v9 ! s1
  v11: int = int_and v7, 7
  v12: val = array_get VALS, v5, v11
  v13: float = unbox_float v12 ! s1
  v14: float = float_add v13, 1.0
  v15: val = box_float v14
  array_set VALS, v5, v11, v15
  v18: int = int_add v7, 1
  jump
  s0: [code=1 pc=0 base=0 n=4]
  s1: [code=1 pc=1 base=0 n=4] 0=v7
";

fn run(c: &mut Criterion) {
    let mut group = c.benchmark_group("run");
    group.throughput(Throughput::Elements(TURNS as u64));
    let kernels = [
        ("overflow sum", SUM),
        ("array sum", ARRAY_SUM),
        ("nbody pair", NBODY),
        ("float guard", FLOAT_GUARD),
        ("random branch", BRANCH),
        ("float boxes", BOXES),
    ];
    let mut backend = CraneliftBackend::new(&EngineConfig::default()).expect("this machine is supported");
    let fns = RuntimeFns {
        alloc_int: alloc_word,
        whole: no_whole,
        alloc_float,
        alloc_object,
        release_zero: nothing,
        sync_frames: nothing,
        complete,
    };
    let mut ctx = JitCtx::new(backend.home().stubs(), fns, std::ptr::null(), std::ptr::null_mut());
    let ints = vec![1u64; TURNS as usize];
    let mut list = vec![1u64, 0, TURNS as u64, ints.as_ptr() as u64];
    list.extend([2; 8]);
    for (name, text) in kernels {
        let descrs = Descrs::new();
        let code = backend.compile(&tree(text, &descrs), &descrs).expect("compiles");
        group.bench_function(name, |b| {
            b.iter(|| {
                let end = fixnum(TURNS).expect("fits");
                let mut frame = [fixnum(0).expect("fits"), end, 4, list.as_mut_ptr() as u64];
                // SAFETY: the kernels touch the frame and the list that slot 3 points to.
                black_box(unsafe { code.enter(&mut *ctx, frame.as_mut_ptr()) })
            });
        });
    }
    group.finish();
}

/// A loop of `n` operations: a guard after every four, ten live values in each snapshot.
fn synthetic(n: usize) -> String {
    let mut text = String::from(
        "trace root code=1 pc=0 slots=12\n  v0: val = slot 0\n  v1: int = unbox_int v0 ! s0\n  loop_start\n",
    );
    let mut live: Vec<String> = (0..10).map(|i| format!("v{}", i + 3)).collect();
    for (i, phi) in live.clone().iter().enumerate() {
        writeln!(text, "  {phi}: int = phi v1, v{}", 13 + n + i).expect("to a string");
    }
    let mut snapshots = String::from("  s0: [code=1 pc=0 base=0 n=12]\n");
    let mut v = 13;
    for i in 0..n {
        if i % 5 == 4 {
            let snap = i / 5 + 1;
            write!(snapshots, "  s{snap}: [code=1 pc={i} base=0 n=12]").expect("to a string");
            for (slot, value) in live.iter().enumerate() {
                write!(snapshots, " {slot}={value}").expect("to a string");
            }
            snapshots.push('\n');
            writeln!(text, "  v{v}: int = int_add_ovf {}, {} ! s{snap}", live[i % 10], live[(i + 3) % 10])
        } else {
            let op = ["int_add", "int_xor", "int_sub", "int_and"][i % 4];
            writeln!(text, "  v{v}: int = {op} {}, {}", live[i % 10], live[(i + 7) % 10])
        }
        .expect("to a string");
        live[i % 10] = format!("v{v}");
        v += 1;
    }
    for value in &live {
        writeln!(text, "  v{v}: int = int_add {value}, 1").expect("to a string");
        v += 1;
    }
    text + "  jump\n" + &snapshots
}

fn compile(c: &mut Criterion) {
    let mut group = c.benchmark_group("compile");
    for n in [100, 500, 2000] {
        let descrs = Descrs::new();
        let tree = tree(&synthetic(n), &descrs);
        let mut compiler = Compiler::with_verifier(false).expect("this machine is supported");
        let options = LowerOptions::default();
        let code = compiler.compile_tree(&tree, &descrs, &options, Detail::default()).expect("compiles");
        println!("{n} operations: {} CLIF instructions, {} bytes", code.instructions, code.bytes.len());
        group.throughput(Throughput::Elements(n as u64));
        group.bench_function(format!("{n} operations"), |b| {
            b.iter(|| {
                compiler.compile_tree(&tree, &descrs, &options, Detail::default()).expect("compiles").bytes.len()
            });
        });
    }
    group.finish();
}

/// A recorded loop of `n` rounds of unboxing, arithmetic, a field written and read again, and a branch.
fn recorded(n: usize) -> String {
    let mut text = String::from(
        "field X = offset 16 val alias 3\ntrace root code=1 pc=0 slots=4\n  v0: val = slot 0\n  v1: ref = val_to_ref v0 ! s0\n  v2: val = slot 1\n  v3: int = unbox_int v2 ! s0\n",
    );
    let (mut v, mut sum) = (4, "v3".to_owned());
    for i in 0..n {
        let (loaded, raw, added, boxed, less) = (v, v + 1, v + 2, v + 3, v + 5);
        writeln!(text, "  v{loaded}: val = get_field X, v1").expect("to a string");
        writeln!(text, "  v{raw}: int = unbox_int v{loaded} ! s0").expect("to a string");
        writeln!(text, "  v{added}: int = int_add_ovf v{raw}, {i} ! s0").expect("to a string");
        writeln!(text, "  v{boxed}: val = box_int v{added}").expect("to a string");
        writeln!(text, "  set_field X, v1, v{boxed}").expect("to a string");
        writeln!(text, "  v{less}: bool = int_lt v{added}, 1000000").expect("to a string");
        writeln!(text, "  guard_true v{less} ! s0").expect("to a string");
        sum = format!("v{added}");
        v += 7;
    }
    writeln!(text, "  v{v}: val = box_int {sum}").expect("to a string");
    text + &format!("  jump ! s1\n  s0: [code=1 pc=0 base=0 n=4]\n  s1: [code=1 pc=0 base=0 n=4] 1=v{v}\n")
}

/// The optimiser as a whole, and without each of its passes: the difference is what a pass costs, and saves the others.
fn optimise(c: &mut Criterion) {
    let mut group = c.benchmark_group("optimise");
    let descrs = Descrs::new();
    let traces = parse(&recorded(60), &descrs).unwrap_or_else(|e| panic!("{e}"));
    let trace = &traces[0];
    group.throughput(Throughput::Elements(trace.order.len() as u64));
    let mut configs = vec![("all passes".to_owned(), OptConfig::new())];
    for pass in PASSES {
        let config = OptConfig::new().without(pass.name()).expect("a pass");
        configs.push((format!("without {}", pass.name()), config));
    }
    for (name, config) in configs {
        group.bench_function(name, |b| b.iter(|| optimize(trace, &descrs, &config).expect("optimises").order.len()));
    }
    group.finish();
}

criterion_group!(benches, run, optimise, compile);
criterion_main!(benches);
