//! Clocks and sleeping.

use crate::object::{
    Args, CallArgs, Exc, FnDef, IntRef, Kind, Owned, PyResult, Raised, Ref, Vm, clock_resolution, clock_time,
    sleep as os_sleep,
};

pub(super) static FUNCTIONS: &[FnDef] = &[
    FnDef::new(
        "time",
        "()",
        |vm, _| seconds(vm, libc::CLOCK_REALTIME),
        "Return the current time in seconds since the Epoch.\n\nFractions of a second may be present if the system clock provides them.",
    ),
    FnDef::new(
        "time_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_REALTIME),
        "Return the current time in nanoseconds since the Epoch.",
    ),
    FnDef::new("monotonic", "()", |vm, _| seconds(vm, libc::CLOCK_MONOTONIC), "Monotonic clock, cannot go backward."),
    FnDef::new(
        "monotonic_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_MONOTONIC),
        "Monotonic clock, cannot go backward, as nanoseconds.",
    ),
    FnDef::new(
        "perf_counter",
        "()",
        |vm, _| seconds(vm, libc::CLOCK_MONOTONIC),
        "Performance counter for benchmarking.",
    ),
    FnDef::new(
        "perf_counter_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_MONOTONIC),
        "Performance counter for benchmarking as nanoseconds.",
    ),
    FnDef::new(
        "process_time",
        "()",
        |vm, _| seconds(vm, libc::CLOCK_PROCESS_CPUTIME_ID),
        "Process time for profiling: sum of the kernel and user-space CPU time.",
    ),
    FnDef::new(
        "process_time_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_PROCESS_CPUTIME_ID),
        "Process time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time.",
    ),
    FnDef::new(
        "thread_time",
        "()",
        |vm, _| seconds(vm, libc::CLOCK_THREAD_CPUTIME_ID),
        "Thread time for profiling: sum of the kernel and user-space CPU time.",
    ),
    FnDef::new(
        "thread_time_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_THREAD_CPUTIME_ID),
        "Thread time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time.",
    ),
    FnDef::new(
        "clock_gettime",
        "(clk_id, /)",
        |vm, a| {
            let id = clock_id(vm, a)?;
            seconds(vm, id)
        },
        "Return the time of the specified clock clk_id as a float.",
    ),
    FnDef::new(
        "clock_gettime_ns",
        "(clk_id, /)",
        |vm, a| {
            let id = clock_id(vm, a)?;
            nanoseconds(vm, id)
        },
        "Return the time of the specified clock clk_id as nanoseconds (int).",
    ),
    FnDef::new(
        "clock_getres",
        "(clk_id, /)",
        resolution,
        "Return the resolution (precision) of the specified clock clk_id.",
    ),
    FnDef::new("get_clock_info", "(name, /)", info, "Get information of the specified clock."),
    FnDef::new(
        "sleep",
        "(seconds, /)",
        sleep,
        "Delay execution for a given number of seconds.\n\nThe argument may be a floating-point number for subsecond precision.",
    ),
];

/// The ids of clocks.
pub(super) static IDS: &[(&str, libc::clockid_t)] = &[
    ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
    ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
    ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
    ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
    ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
    ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
    ("CLOCK_TAI", libc::CLOCK_TAI),
];

fn read(vm: &mut Vm, id: libc::clockid_t) -> PyResult<i64> {
    clock_time(id).map_err(|e| vm.os_error(&e, None))
}

/// Nanoseconds as float seconds: exact where they are whole.
fn as_seconds(ns: i64) -> f64 {
    if ns % 1_000_000_000 == 0 { (ns / 1_000_000_000) as f64 } else { ns as f64 / 1e9 }
}

fn seconds(vm: &mut Vm, id: libc::clockid_t) -> PyResult {
    Ok(Owned::float(as_seconds(read(vm, id)?)))
}

fn nanoseconds(vm: &mut Vm, id: libc::clockid_t) -> PyResult {
    Ok(Owned::int(read(vm, id)?))
}

fn clock_id(vm: &mut Vm, a: &Args<'_>) -> PyResult<libc::clockid_t> {
    let id = vm.index_i64(a.get(0))?;
    libc::clockid_t::try_from(id).map_err(|_| vm.overflow_error("Python int too large to convert to C int"))
}

fn resolution(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let id = clock_id(vm, a)?;
    match clock_resolution(id) {
        Ok(ns) => Ok(Owned::float(as_seconds(ns))),
        Err(e) => Err(vm.os_error(&e, None)),
    }
}

/// `get_clock_info(name)`.
fn info(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let name = a.get(0).as_str(vm).unwrap_or_default().to_owned();
    let (id, text, monotonic) = match name.as_str() {
        "time" => (libc::CLOCK_REALTIME, "CLOCK_REALTIME", false),
        "monotonic" | "perf_counter" => (libc::CLOCK_MONOTONIC, "CLOCK_MONOTONIC", true),
        "process_time" => (libc::CLOCK_PROCESS_CPUTIME_ID, "CLOCK_PROCESS_CPUTIME_ID", true),
        "thread_time" => (libc::CLOCK_THREAD_CPUTIME_ID, "CLOCK_THREAD_CPUTIME_ID", true),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let precision = as_seconds(clock_resolution(id).unwrap_or(1));
    let fields = [
        ("implementation", Owned::string(format!("clock_gettime({text})"))),
        ("monotonic", Owned::bool(monotonic)),
        ("adjustable", Owned::bool(!monotonic)),
        ("resolution", Owned::float(precision)),
    ];
    let (names, values): (Vec<Owned>, Vec<Owned>) = fields.into_iter().map(|(n, v)| (vm.intern(n), v)).unzip();
    let args = CallArgs { all: Owned::lend_all(&values), kwnames: Owned::lend_all(&names) };
    vm.call_args(Kind::SimpleNamespace.ty(), &args)
}

#[cold]
fn too_large(vm: &mut Vm) -> Raised {
    vm.overflow_error("timestamp too large to convert to C PyTime_t")
}

/// A duration in seconds as nanoseconds, rounded up.
fn duration(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    if let Some(x) = o.as_float(vm) {
        if x.is_nan() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        let ns = (x * 1e9).ceil();
        return if ns.abs() < 9.2e18 { Ok(ns as i64) } else { Err(too_large(vm)) };
    }
    let i = vm.index(o)?;
    match i.lend().as_int(vm) {
        Some(IntRef::Small(i)) => match i.checked_mul(1_000_000_000) {
            Some(ns) => Ok(ns),
            None => Err(too_large(vm)),
        },
        _ => Err(too_large(vm)),
    }
}

/// Sleeps until the time is over, also when a signal interrupts whose handler raises nothing.
fn sleep(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let ns = duration(vm, a.get(0))?;
    if ns < 0 {
        return Err(vm.raise(Exc::ValueError, "sleep length must be non-negative"));
    }
    let deadline = read(vm, libc::CLOCK_MONOTONIC)?.saturating_add(ns);
    let mut left = ns;
    while !os_sleep(left) {
        vm.check_signals()?;
        left = deadline - read(vm, libc::CLOCK_MONOTONIC)?;
        if left <= 0 {
            break;
        }
    }
    vm.check_signals()?;
    Ok(Owned::NONE)
}
