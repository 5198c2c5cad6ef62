//! Whole programs, a few milliseconds each: `cargo bench --bench interpreter`.
//!
//! | group | what the time is spent on |
//! |---|---|
//! | start | making the VM and ending it |
//! | dispatch | the run loop with the JIT off, per turn of a loop |
//! | record | recording, optimising and compiling many loops that run only a little, in place |
//! | exits | leaving native code through a guard that has no bridge, and entering again |

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::process::{Command, Stdio};

fn run(arguments: &[&str], source: &str) {
    let status = Command::new(env!("CARGO_BIN_EXE_taipan"))
        .args(arguments)
        .args(["-c", source])
        .stdout(Stdio::null())
        .status()
        .expect("the binary was built");
    assert!(status.success(), "{source}");
}

fn start(c: &mut Criterion) {
    c.bench_function("start/pass", |b| b.iter(|| run(&[], "pass")));
}

fn dispatch(c: &mut Criterion) {
    let turns = 100_000;
    let bodies = [
        ("int add", "x += i"),
        ("float multiply", "y = y * 1.0000001"),
        ("list item", "z = l[i & 7]"),
        ("attribute", "o.a = o.a"),
        ("call", "f(i)"),
    ];
    let mut group = c.benchmark_group("dispatch");
    group.throughput(Throughput::Elements(turns));
    for (name, body) in bodies {
        let source = format!(
            "class O: pass\ndef f(i): return i\ndef main():\n o = O(); o.a = 1; l = list(range(8)); x = 0; y = 1.5\n for i in range({turns}):\n  {body}\nmain()"
        );
        group.bench_function(name, |b| b.iter(|| run(&["--jit", "off"], &source)));
    }
    group.finish();
}

fn record(c: &mut Criterion) {
    let loops = 100;
    let mut source = String::from("def main():\n x = 0\n");
    for k in 0..loops {
        source.push_str(&format!(" for i in range(50):\n  x = (x * 3 + i + {k}) % 1000003\n"));
    }
    source.push_str("main()");
    let mut group = c.benchmark_group("record");
    group.throughput(Throughput::Elements(loops));
    for (name, extra) in [("all passes", "opt=on"), ("optimiser off", "opt=off")] {
        let arguments = ["--jit-threads", "0", "--jit-param", "threshold=5", "--jit-param", extra];
        group.bench_function(name, |b| b.iter(|| run(&arguments, &source)));
    }
    group.finish();
}

fn exits(c: &mut Criterion) {
    let turns = 100_000;
    let source = format!("def main():\n x = 0\n for i in range({turns}):\n  if i & 1: x += 1\n  else: x += 2\nmain()");
    let mut group = c.benchmark_group("exits");
    group.throughput(Throughput::Elements(turns / 2));
    let never = ["--jit-threads", "0", "--jit-param", "bridge_threshold=4000000000"];
    group.bench_function("no bridge", |b| b.iter(|| run(&never, &source)));
    group.bench_function("bridge", |b| b.iter(|| run(&["--jit-threads", "0"], &source)));
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = start, dispatch, record, exits
}
criterion_main!(benches);
