//! The modes: each case must give the same output in all of them. The only place that knows Taipan's switches.

use crate::options::Options;

/// One way to run the interpreter.
#[derive(Clone, Copy)]
pub struct Mode {
    /// Name in reports, filters and the list of expected failures.
    pub name: &'static str,
    /// Arguments before the script.
    pub arguments: &'static [&'static str],
    /// When it is run.
    pub kind: Kind,
}

/// When a mode is run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Always.
    Standard,
    /// Always, for the cases that are about the compiler: `jit/` and `perf/`.
    Compiler,
    /// When `TAIPAN_STRESS` names it.
    Stress,
}

/// Low thresholds, compiled in place: everything that loops three times is native code, and runs are repeatable.
macro_rules! eager {
    ($($more:expr),*) => {
        &["--jit-threads", "0", "--jit-param", "threshold=3", "--jit-param", "bridge_threshold=2", $($more),*]
    };
}

/// One pass of the optimiser switched off: no other may count on it for more than speed.
macro_rules! without {
    ($pass:literal) => {
        Mode {
            name: concat!("without-", $pass),
            arguments: eager!("--jit-param", concat!("pass.", $pass, "=off")),
            kind: Kind::Compiler,
        }
    };
}

const MODES: &[Mode] = &[
    Mode { name: "off", arguments: &["--jit", "off"], kind: Kind::Standard },
    Mode { name: "eager", arguments: eager!(), kind: Kind::Standard },
    Mode { name: "unoptimised", arguments: eager!("--jit-param", "opt=off"), kind: Kind::Standard },
    Mode { name: "default", arguments: &[], kind: Kind::Stress },
    Mode {
        name: "first-time",
        arguments: &["--jit-threads", "0", "--jit-param", "threshold=1", "--jit-param", "bridge_threshold=1"],
        kind: Kind::Stress,
    },
    Mode { name: "exit-everywhere", arguments: eager!("-X", "exit-everywhere"), kind: Kind::Compiler },
    Mode { name: "refcount-audit", arguments: eager!("-X", "refcount-audit"), kind: Kind::Compiler },
    without!("fold"),
    without!("guards"),
    without!("range"),
    without!("whole"),
    without!("virtuals"),
    without!("heap"),
    without!("stores"),
    without!("cse"),
    without!("sink"),
    without!("peel"),
    without!("demand"),
    without!("dce"),
    without!("invariants"),
];

impl Mode {
    /// Whether a case is run in this mode when nobody asks for the mode by name.
    pub fn suits(&self, case: &str) -> bool {
        self.kind != Kind::Compiler || case.starts_with("jit/") || case.starts_with("perf/")
    }
}

/// How a CPython is run when it is the oracle.
pub const ORACLE: Mode = Mode { name: "oracle", arguments: &[], kind: Kind::Standard };

/// The modes that the options ask for; an unknown name is an error.
pub fn select(options: &Options) -> Result<Vec<Mode>, String> {
    if options.oracle {
        return Ok(vec![ORACLE]);
    }
    for name in options.modes.iter().chain(&options.stress) {
        if name != "all" && !MODES.iter().any(|mode| mode.name == name) {
            let known: Vec<_> = MODES.iter().map(|mode| mode.name).collect();
            return Err(format!("unknown mode {name}; there are: {}", known.join(", ")));
        }
    }
    let named = |list: &[String], mode: &Mode| list.iter().any(|name| name == "all" || name == mode.name);
    let wanted = |mode: &&Mode| match mode.kind {
        _ if !options.modes.is_empty() => named(&options.modes, mode) || named(&options.stress, mode),
        Kind::Standard | Kind::Compiler => true,
        Kind::Stress => named(&options.stress, mode),
    };
    Ok(MODES.iter().filter(wanted).copied().collect())
}
